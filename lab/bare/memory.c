/*
 * Memory of a device: QEMU's edu, whose register 0x00 identifies it and whose register 0x80 keeps what is written (the source address of its
 * DMA; docs/specs/edu in QEMU's source), or the shared memory of ivshmem.
 */
#include "bare.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { identification = 0x00, stored = 0x80, somewhere = 0x100 };

struct use {
    volatile char *memory;
    bool is_edu;
};

static volatile uint32_t *at(volatile char *memory, int offset) { return (volatile uint32_t *)(memory + offset); }

static void *user(void *argument)
{
    struct use use = *(struct use *)argument;
    uint32_t value;
    int number = 0;
    for (uint32_t round = 0;; round++) {
        if (!try_read32(at(use.memory, identification), &value, &number) ||
            !try_write32(at(use.memory, use.is_edu ? stored : somewhere), round, &number)) {
            fact("loop", "%s", sigabbrev_np(number));
            mark("stopped");
            return NULL;
        }
        usleep(500);
    }
}

void use_memory(volatile char *memory, bool is_edu)
{
    static struct use use;
    use = (struct use){.memory = memory, .is_edu = is_edu};
    start(user, &use);
}

void touch_memory(const char *label, volatile char *memory, bool is_edu)
{
    char name[128];
    uint32_t value = 0;
    int number = 0;
    snprintf(name, sizeof name, "%s load", label);
    if (!try_read32(at(memory, identification), &value, &number))
        fact(name, "%s", sigabbrev_np(number));
    else if (is_edu)
        fact(name, "0x%08x", value);
    else
        fact(name, "read");

    /* The other thread writes there too: what was written is read back before it does, in one of many rounds. */
    bool is_kept = false, is_there = true;
    for (uint32_t mine = 0x40000000; mine < 0x40000064 && is_there && !is_kept; mine++) {
        is_there = try_write32(at(memory, is_edu ? stored : somewhere), mine, &number) &&
                   try_read32(at(memory, is_edu ? stored : somewhere), &value, &number);
        is_kept = value == mine;
    }
    snprintf(name, sizeof name, "%s store", label);
    fact(name, "%s", !is_there ? sigabbrev_np(number) : is_kept ? "kept" : "lost");
}
