/*
 * What the gate is measured against in C, compiled and loaded by the benchmark itself. Each loop is one batch: the transition from
 * managed code is paid once.
 */
#define _LGPL_SOURCE /* the reader's side inlined, as its headers offer it */
#include <urcu/urcu-memb.h>
#include <pthread.h>
#include <stdatomic.h>

static int revoked; /* never set: the test of a flag that a reader makes */
static pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
static atomic_long count;

void anchor_register(void)
{
    urcu_memb_register_thread();
}

void anchor_unregister(void)
{
    urcu_memb_unregister_thread();
}

static inline long read_once(void)
{
    long seen;

    urcu_memb_read_lock();
    seen = CMM_LOAD_SHARED(revoked);
    urcu_memb_read_unlock();
    return seen;
}

__attribute__((noinline, noclone)) static long read_once_in_function(void)
{
    long seen = read_once();

    __asm__ volatile("" : "+r"(seen)); /* not a function whose result is known */
    return seen;
}

long anchor_read_loop(long n)
{
    long seen = 0;

    for (long i = 0; i < n; i++)
        seen += read_once();
    return seen;
}

long anchor_read_functions(long n)
{
    long seen = 0;

    for (long i = 0; i < n; i++)
        seen += read_once_in_function();
    return seen;
}

long anchor_synchronize(long n)
{
    for (long i = 0; i < n; i++)
        urcu_memb_synchronize_rcu();
    return 0;
}

long anchor_rwlock_loop(long n)
{
    long seen = 0;

    for (long i = 0; i < n; i++) {
        pthread_rwlock_rdlock(&rwlock);
        seen += CMM_LOAD_SHARED(revoked);
        pthread_rwlock_unlock(&rwlock);
    }
    return seen;
}

long anchor_atomic_loop(long n)
{
    long seen = 0;

    for (long i = 0; i < n; i++) {
        seen += atomic_fetch_add(&count, 1) < 0;
        atomic_fetch_sub(&count, 1);
    }
    return seen;
}
