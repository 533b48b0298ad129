/* How many attachments the ledger does not hold: nothing is wrong with that, but it is said. */
#include "data/blob.h"
#include "data/blob_names.h"
#include "data/verify_work.h"

enum status verify_absent(struct body_audit *body)
{
    struct store *store = body->audit->store;
    struct blob_names names;
    enum status status = blob_names_load(store, body->number, body->replay->tree.size, &names);
    for (size_t i = 0; i < names.count && status == STATUS_OK; i++) {
        bool there;
        status = blob_has(store, &names.name[i].content, &there, NULL);
        body->summary.absent += status == STATUS_OK && !there;
    }
    blob_names_release(&names);
    return status;
}
