/*
 * What a call of the runtime can come back with. Functions that can fail for a reason the caller
 * must know return one of these; a sentence for people travels beside it (see journey/result.h).
 */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

enum jb_status {
	JB_OK = 0,
	JB_NO_MEMORY,	/* the allocator said no, or the memory limit is reached */
	JB_CANNOT_OPEN, /* no such file, no permission, a directory where a file must stand */
	JB_CANNOT_READ,
	JB_CANNOT_WRITE, /* also: the disk is full */
	JB_TOO_LARGE,	 /* a limit of limits.h is passed */
	JB_MALFORMED,	 /* the bytes are not what the format says */
	JB_REFUSED,	 /* understood, and declined with a reason */
	JB_CANCELLED
};

#endif
