/*
 * Which set of kernels is used: see kernels.h.
 */
#include "measure/kernels.h"

const struct jrt_kernels *jrt_kernels_of(enum jrt_simd simd)
{
	const struct jrt_kernels *kernels = NULL;

	if (simd == JRT_SIMD_AUTO || simd == JRT_SIMD_AVX512)
		kernels = jrt_kernels_avx512();
	if (!kernels && (simd == JRT_SIMD_AUTO || simd >= JRT_SIMD_AVX2))
		kernels = jrt_kernels_avx2();
	return kernels ? kernels : jrt_kernels_portable();
}
