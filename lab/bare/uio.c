/*
 * bare uio NAME KIND: holds a UIO device by its name, as programs do: blocked reads, a poll, a mapping that is used all the time.
 * KIND says what is behind the mapping:
 *   edu     QEMU's edu, map 0: register 0x60 raises its interrupt, 0x64 takes it back
 *   memory  the shared memory of ivshmem, which uio_cif shows as map 1; no interrupt
 * "touch LABEL" tries everything again and notes it under LABEL; "quit" ends.
 */
#include "bare.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <unistd.h>

enum { status = 0x24, raise_interrupt = 0x60, acknowledge = 0x64 };

static char node[64], config[256];
static int page, map_index;
static size_t map_size;
static bool is_edu;
static volatile char *mapping;
static atomic_int ended;
static atomic_bool is_seen[3];

static volatile uint32_t *at(int offset) { return (volatile uint32_t *)(mapping + offset); }

static int open_node(void)
{
    int file = open(node, O_RDWR | O_CLOEXEC);
    if (file < 0)
        die(node);
    return file;
}

/*
 * What the driver masked when the interrupt came: bit 10 of the command register of a PCI device (PCI_COMMAND_INTX_DISABLE). Both of its bytes
 * are written: QEMU does not heed a write of the upper one alone, and then loses count of who pulls the line.
 */
static void unmask(void)
{
    uint16_t command;
    int file = open(config, O_RDWR | O_CLOEXEC);
    if (file < 0)
        return;
    if (pread(file, &command, sizeof command, 4) == sizeof command) {
        command &= (uint16_t)~0x400u;
        if (pwrite(file, &command, sizeof command, 4) != sizeof command)
            perror("config");
    }
    close(file);
}

static void note_end(const char *name, const char *how)
{
    fact(name, "%s", how);
    if (atomic_fetch_add(&ended, 1) == 2)
        mark("gone");
}

static void *reader(void *argument)
{
    int file = *(int *)argument;
    for (;;) {
        int32_t count;
        ssize_t got = read(file, &count, sizeof count);
        if (got != sizeof count) {
            note_end("read", got < 0 ? error_name(errno) : "short");
            break;
        }
        is_seen[0] = true;
        *at(acknowledge) = *at(status);
        unmask();
    }
    return NULL;
}

static void *poller(void *argument)
{
    int file = *(int *)argument;
    for (;;) {
        struct pollfd one = {.fd = file, .events = POLLIN};
        int32_t count;
        if (poll(&one, 1, -1) < 0 || (one.revents & ~POLLIN)) {
            note_end("poll", poll_names(one.revents));
            break;
        }
        if (read(file, &count, sizeof count) == sizeof count)    /* else it went in between, and the next poll says so */
            is_seen[1] = true;
    }
    return NULL;
}

static void *epoller(void *argument)
{
    int file = *(int *)argument, set = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event wanted = {.events = EPOLLIN};
    if (set < 0 || epoll_ctl(set, EPOLL_CTL_ADD, file, &wanted) < 0)
        die("epoll");
    for (;;) {
        struct epoll_event got = {0};
        int32_t count;
        if (epoll_wait(set, &got, 1, -1) < 0 || (got.events & ~(unsigned)EPOLLIN)) {
            note_end("async", poll_names((int)got.events));
            break;
        }
        if (read(file, &count, sizeof count) == sizeof count)
            is_seen[2] = true;
    }
    return NULL;
}

static void *raiser(void *unused)
{
    (void)unused;
    for (;;) {
        *at(raise_interrupt) = 1;
        usleep(2000);
    }
    return NULL;
}

static void find(const char *wanted)
{
    DIR *all = opendir("/sys/class/uio");
    struct dirent *entry;
    char path[512], text[64];
    if (!all)
        die("/sys/class/uio");
    while ((entry = readdir(all))) {
        snprintf(path, sizeof path, "/sys/class/uio/%s/name", entry->d_name);
        if (entry->d_name[0] == '.' || !read_text(path, text, sizeof text) || strcmp(text, wanted) != 0)
            continue;
        snprintf(node, sizeof node, "/dev/%.32s", entry->d_name);
        snprintf(config, sizeof config, "/sys/class/uio/%.32s/device/config", entry->d_name);
        snprintf(path, sizeof path, "/sys/class/uio/%.32s/maps/map%d/size", entry->d_name, map_index);
        if (!read_text(path, text, sizeof text))
            die(path);
        map_size = strtoul(text, NULL, 0);
    }
    closedir(all);
    if (!node[0]) {
        errno = ENODEV;
        die(wanted);
    }
}

static void try_everything(const char *label)
{
    char name[128];
    static int file = -1;    /* of the first time, which is before the device goes */
#define FACT(what, ...) (snprintf(name, sizeof name, "%s %s", label, what), fact(name, __VA_ARGS__))
    if (file < 0) {
        file = open(node, O_RDWR | O_CLOEXEC | O_NONBLOCK);
        return;
    }

    int32_t count;
    FACT("read", "%s", read(file, &count, sizeof count) < 0 ? error_name(errno) : "a count");
    FACT("write", "%s", write(file, &(int32_t){1}, 4) < 0 ? error_name(errno) : "accepted");
    void *again = mmap(NULL, map_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, (off_t)map_index * page);
    FACT("mmap", "%s", again == MAP_FAILED ? error_name(errno) : "mapped");
    if (again != MAP_FAILED)
        munmap(again, map_size);

    touch_memory(label, mapping, is_edu);
    FACT("node", "%s", access(node, F_OK) == 0 ? "there" : "gone");
#undef FACT
}

int uio_main(int count, char **arguments)
{
    if (count < 2)
        return 2;
    page = getpagesize();
    is_edu = strcmp(arguments[1], "edu") == 0;
    map_index = is_edu ? 0 : 1;
    find(arguments[0]);

    int file = open_node();
    mapping = mmap(NULL, map_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, (off_t)map_index * page);
    if (mapping == MAP_FAILED)
        die("mmap");
    try_everything("before");

    use_memory(mapping, is_edu);
    if (is_edu) {
        *at(acknowledge) = *at(status);    /* of whoever had the device before */
        unmask();
        /* Open before the first interrupt: each counts from then on, and one that nobody has read stays masked. */
        static int files[3];
        for (int i = 0; i < 3; i++)
            files[i] = open_node();
        start(reader, &files[0]);
        start(poller, &files[1]);
        start(epoller, &files[2]);
        start(raiser, NULL);
        while (!is_seen[0] || !is_seen[1] || !is_seen[2])
            usleep(1000);
    } else {
        int32_t interrupts;
        fact("read of a device without interrupt", "%s", read(file, &interrupts, sizeof interrupts) < 0 ? error_name(errno) : "a count");
    }
    mark("ready");

    char line[128];
    while (told(line, sizeof line))
        if (strncmp(line, "touch ", 6) == 0) {
            try_everything(line + 6);
            mark("touched");
        }
    return 0;
}
