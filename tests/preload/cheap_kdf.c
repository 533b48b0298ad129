/*
 * Key derivation at the least cost that libsodium knows, whatever cost is asked for: tests/run lays it in front of
 * libsodium's by LD_PRELOAD. The program itself has no switch for this. A key file sealed so opens only so.
 */
#include <dlfcn.h>
#include <sodium.h>
#include <string.h>

int crypto_pwhash(unsigned char *const out, unsigned long long out_length, const char *const passphrase,
                  unsigned long long passphrase_length, const unsigned char *const salt, unsigned long long ops,
                  size_t memory, int algorithm)
{
    int (*real)(unsigned char *, unsigned long long, const char *, unsigned long long, const unsigned char *,
                unsigned long long, size_t, int);
    void *symbol = dlsym(RTLD_NEXT, "crypto_pwhash");
    if (!symbol)
        return -1;
    memcpy(&real, &symbol, sizeof real); /* C has no other way from an object to a function */
    (void)ops;
    (void)memory;
    return real(out, out_length, passphrase, passphrase_length, salt, crypto_pwhash_OPSLIMIT_MIN,
                crypto_pwhash_MEMLIMIT_MIN, algorithm);
}
