#ifndef CPOLLER_H
#define CPOLLER_H

#include <stdint.h>

/// Readiness bits, the same in requests and in reports.
enum {
    CPOLLER_READABLE = 1,
    CPOLLER_WRITABLE = 2,
    CPOLLER_FAILED = 4,
};

/// One report of readiness: the token given when the descriptor was added, and readiness bits.
typedef struct {
    uint64_t token;
    uint32_t readiness;
} cpoller_event;

/// Opens an epoll instance, closed on exec. Returns its descriptor, or -1 with `errno` set.
int cpoller_open(void);

/// Opens a non-blocking eventfd, closed on exec. Returns its descriptor, or -1 with `errno` set.
int cpoller_open_wakeup(void);

/// Makes the wakeup descriptor readable. Never blocks.
void cpoller_signal(int wakeup);

/// Makes the wakeup descriptor unreadable again. Never blocks.
void cpoller_clear(int wakeup);

/// Watches a descriptor, level-triggered. Returns 0, or -1 with `errno` set.
int cpoller_add(int poller, int descriptor, uint64_t token, uint32_t readiness);

/// Changes what a watched descriptor waits for. Returns 0, or -1 with `errno` set.
int cpoller_modify(int poller, int descriptor, uint64_t token, uint32_t readiness);

/// Stops watching a descriptor. Returns 0, or -1 with `errno` set.
int cpoller_remove(int poller, int descriptor);

/// Waits until a watched descriptor is ready or the time is over; -1 waits without an end.
///
/// Returns how many events were stored, at most `capacity` and at most 64; an interrupted wait
/// returns 0.
int cpoller_wait(int poller, cpoller_event *events, int capacity, int timeout_milliseconds);

#endif
