#define _GNU_SOURCE

#include "CPoller.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { EVENTS_MAX = 64 };

int cpoller_open(void) {
    return epoll_create1(EPOLL_CLOEXEC);
}

int cpoller_open_wakeup(void) {
    return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

void cpoller_signal(int wakeup) {
    uint64_t one = 1;
    ssize_t written;
    do {
        written = write(wakeup, &one, sizeof one);
    } while (written < 0 && errno == EINTR);
}

void cpoller_clear(int wakeup) {
    uint64_t count;
    ssize_t received;
    do {
        received = read(wakeup, &count, sizeof count);
    } while (received < 0 && errno == EINTR);
}

static int control(int poller, int operation, int descriptor, uint64_t token, uint32_t readiness) {
    struct epoll_event event = {.data.u64 = token};
    if (readiness & CPOLLER_READABLE) event.events |= EPOLLIN;
    if (readiness & CPOLLER_WRITABLE) event.events |= EPOLLOUT;
    return epoll_ctl(poller, operation, descriptor, &event);
}

int cpoller_add(int poller, int descriptor, uint64_t token, uint32_t readiness) {
    return control(poller, EPOLL_CTL_ADD, descriptor, token, readiness);
}

int cpoller_modify(int poller, int descriptor, uint64_t token, uint32_t readiness) {
    return control(poller, EPOLL_CTL_MOD, descriptor, token, readiness);
}

int cpoller_remove(int poller, int descriptor) {
    return epoll_ctl(poller, EPOLL_CTL_DEL, descriptor, 0);
}

int cpoller_wait(int poller, cpoller_event *events, int capacity, int timeout_milliseconds) {
    struct epoll_event ready[EVENTS_MAX];
    int limit = capacity < EVENTS_MAX ? capacity : EVENTS_MAX;
    int count = epoll_wait(poller, ready, limit, timeout_milliseconds);
    if (count < 0) return errno == EINTR ? 0 : -1;
    for (int index = 0; index < count; index++) {
        uint32_t readiness = 0;
        if (ready[index].events & EPOLLIN) readiness |= CPOLLER_READABLE;
        if (ready[index].events & EPOLLOUT) readiness |= CPOLLER_WRITABLE;
        if (ready[index].events & (EPOLLERR | EPOLLHUP)) readiness |= CPOLLER_FAILED;
        events[index].token = ready[index].data.u64;
        events[index].readiness = readiness;
    }
    return count;
}
