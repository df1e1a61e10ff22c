/*
 * Listening on the loopback addresses, see listen.h. A machine without IPv6 has one socket.
 */
#include "watch/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define WAITING_MAX 16
/* A port free on one address may be taken on the other. */
#define TRIES 20

static int open_on(const struct sockaddr *address, socklen_t size)
{
	int fd = socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), on = 1;

	if (fd < 0)
		return -1;
	if (address->sa_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(fd, address, size) == 0 && listen(fd, WAITING_MAX) == 0)
		return fd;
	on = errno;
	close(fd);
	errno = on;
	return -1;
}

static int open_four(uint16_t *port)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_port = htons(*port),
				      .sin_addr = {htonl(INADDR_LOOPBACK)}};
	socklen_t size = sizeof address;
	int fd = open_on((struct sockaddr *)&address, size);

	if (fd >= 0 && getsockname(fd, (struct sockaddr *)&address, &size) == 0)
		*port = ntohs(address.sin_port);
	return fd;
}

static int open_six(uint16_t port)
{
	const struct sockaddr_in6 address = {.sin6_family = AF_INET6,
					     .sin6_port = htons(port),
					     .sin6_addr = IN6ADDR_LOOPBACK_INIT};

	return open_on((const struct sockaddr *)&address, sizeof address);
}

enum jb_status jy_listen_open(struct jy_listen *listen, uint16_t port, struct jb_arena *arena,
			      struct jb_text *why)
{
	for (int i = 0; i < TRIES; i++) {
		int six;

		*listen = (struct jy_listen){.port = port};
		listen->fd[0] = open_four(&listen->port);
		if (listen->fd[0] < 0)
			break;
		six = open_six(listen->port);
		listen->fd[1] = six;
		listen->count = six >= 0 ? 2 : 1;
		if (six >= 0 || errno != EADDRINUSE)
			return JB_OK;
		close(listen->fd[0]);
		errno = EADDRINUSE;
		if (port)
			break;
	}
	*why = jb_text_printf(arena, "cannot listen on port %d of this machine: %s",
			      (int)listen->port, strerror(errno));
	return JB_REFUSED;
}
