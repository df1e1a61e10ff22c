/*
 * The kernels for processors with 512-bit vectors and masks.
 */
#include "measure/kernels.h"

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#include <immintrin.h>
#pragma GCC target("avx512f,avx512bw,avx512dq,avx512vl,bmi,bmi2,lzcnt,popcnt")
#define KERNELS_AVX512
#include "measure/kernels_body.h"

const struct jrt_kernels *jrt_kernels_avx512(void)
{
	static const struct jrt_kernels kernels = KERNELS(JRT_SIMD_AVX512);

	return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
			       __builtin_cpu_supports("avx512dq") &&
			       __builtin_cpu_supports("avx512vl") &&
			       __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt")
		       ? &kernels
		       : NULL;
}
#else
const struct jrt_kernels *jrt_kernels_avx512(void)
{
	return NULL;
}
#endif
