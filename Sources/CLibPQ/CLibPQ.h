#ifndef CLIBPQ_H
#define CLIBPQ_H

#include <libpq-fe.h>

/*
 * Puts a synchronisation point behind what was sent. From libpq 17 on nothing is written to the
 * socket before PQflush, so that several programs share one system call; before, each writes.
 */
static inline int clibpq_pipeline_sync(PGconn *connection) {
#ifdef LIBPQ_HAS_SEND_PIPELINE_SYNC
    return PQsendPipelineSync(connection);
#else
    return PQpipelineSync(connection);
#endif
}

#endif
