/*
 * libpq as it is loaded when a hub is asked for: its functions by their names. For data/hub*.c only, and only where its
 * header was there when the program was built.
 */
#ifndef DATA_HUB_LOAD_H
#define DATA_HUB_LOAD_H

#include "core/status.h"

#include <libpq-fe.h>

#define HUB_PQ_TABLE(X)                                                                                                \
    X(PQconninfoParse)                                                                                                 \
    X(PQconninfoFree)                                                                                                  \
    X(PQconnectdbParams)                                                                                               \
    X(PQfreemem)                                                                                                       \
    X(PQfinish)                                                                                                        \
    X(PQstatus)                                                                                                        \
    X(PQerrorMessage)                                                                                                  \
    X(PQserverVersion)                                                                                                 \
    X(PQparameterStatus)                                                                                               \
    X(PQsocket)                                                                                                        \
    X(PQsetnonblocking)                                                                                                \
    X(PQflush)                                                                                                         \
    X(PQconsumeInput)                                                                                                  \
    X(PQisBusy)                                                                                                        \
    X(PQgetResult)                                                                                                     \
    X(PQresultStatus)                                                                                                  \
    X(PQresultErrorField)                                                                                              \
    X(PQntuples)                                                                                                       \
    X(PQnfields)                                                                                                       \
    X(PQfformat)                                                                                                       \
    X(PQftype)                                                                                                         \
    X(PQgetvalue)                                                                                                      \
    X(PQgetlength)                                                                                                     \
    X(PQgetisnull)                                                                                                     \
    X(PQclear)                                                                                                         \
    X(PQsendQuery)                                                                                                     \
    X(PQsendQueryParams)                                                                                               \
    X(PQsetSingleRowMode)                                                                                              \
    X(PQenterPipelineMode)                                                                                             \
    X(PQexitPipelineMode)                                                                                              \
    X(PQpipelineSync)                                                                                                  \
    X(PQnotifies)                                                                                                      \
    X(PQsetNoticeReceiver)

/* pq->PQstatus and so on. */
struct hub_pq {
    void *library;
#define HUB_PQ_FIELD(name) __typeof__ (&name)(name);
    HUB_PQ_TABLE(HUB_PQ_FIELD)
#undef HUB_PQ_FIELD
};

/* Loads the library. STATUS_FILE with a sentence. */
MUST_CHECK enum status hub_pq_load(struct hub_pq *pq, struct problem *problem);

#endif
