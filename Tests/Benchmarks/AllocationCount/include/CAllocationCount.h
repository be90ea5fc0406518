#ifndef CALLOCATION_COUNT_H
#define CALLOCATION_COUNT_H

#include <stdint.h>

/// How many blocks of memory all threads of the process have asked for so far.
///
/// Counted by this module's own `malloc` and its kin, which stand before those of the C library in
/// whatever is linked with it.
uint64_t allocation_count(void);

#endif
