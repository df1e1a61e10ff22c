/*
 * The kernels for processors with 256-bit vectors.
 */
#include "measure/kernels.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#include <immintrin.h>
#pragma GCC target("avx2,bmi,bmi2,lzcnt,popcnt")
#define KERNELS_AVX2
#include "measure/kernels_body.h"

const struct jrt_kernels *jrt_kernels_avx2(void)
{
	static const struct jrt_kernels kernels = KERNELS(JRT_SIMD_AVX2);

	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
			       __builtin_cpu_supports("popcnt")
		       ? &kernels
		       : NULL;
}
#else
const struct jrt_kernels *jrt_kernels_avx2(void)
{
	return NULL;
}
#endif
