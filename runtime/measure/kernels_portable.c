/*
 * The kernels in plain C, for every processor: what all others are held against.
 */
#include "measure/kernels_body.h"

const struct jrt_kernels *jrt_kernels_portable(void)
{
	static const struct jrt_kernels kernels = KERNELS(JRT_SIMD_PORTABLE);

	return &kernels;
}
