/*
 * A program that uses files, as a test says: one command a line on standard input, one answer a line on standard output.
 * What can block runs in a thread of its own (go), and its answer is asked for later (end). Numbers name what is open or mapped, in their order from 0.
 *   open PATH FLAGS      r, w, rw; n: not blocking; a: append; t: truncate
 *   read N COUNT | pread N COUNT OFFSET | write N TEXT | pwrite N TEXT OFFSET | seek N OFFSET set|cur|end|data
 *   stat N | statfs N | sync N | flush N (close of a duplicate) | truncate N LENGTH | ioctl N REQUEST VALUE | close N
 *   poll N EVENTS MILLISECONDS | epoll N MILLISECONDS
 *   map N LENGTH shared|private OFFSET | load M OFFSET | store M OFFSET VALUE | lock M LENGTH | unmap M
 *   list PATH
 *   race N M P           loads and stores in the maps M (shared) and P (private), reads and writes of N, a thread each, until each fails:
 *                        when each began what succeeded last, in nanoseconds of CLOCK_MONOTONIC, how often, and what it met; nothing after 5 s
 *   go COMMAND...        says "gone T"; end T waits for it: "T ANSWER"
 * Answers: a number, a text, an error by its name, or SIGBUS.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <time.h>
#include <unistd.h>

#define MOST 16384

static int files[MOST], file_count;
static struct { unsigned char *start; size_t length; } maps[MOST];
static int map_count;

struct task {
    pthread_t thread;
    char command[4096], answer[4096];
};

static struct task *tasks[MOST];
static int task_count;

static __thread sigjmp_buf on_fault;
static __thread volatile sig_atomic_t is_touching;

static void fault(int number)
{
    if (!is_touching)
        abort();
    siglongjmp(on_fault, number);
}

static void say(char *answer, long result)
{
    if (result < 0)
        strcpy(answer, strerrorname_np(errno));
    else
        sprintf(answer, "%ld", result);
}

static int flags_of(const char *text)
{
    int flags = O_CLOEXEC | (strstr(text, "rw") ? O_RDWR : strchr(text, 'w') ? O_WRONLY : O_RDONLY);
    return flags | (strchr(text, 'n') ? O_NONBLOCK : 0) | (strchr(text, 'a') ? O_APPEND : 0) | (strchr(text, 't') ? O_TRUNC : 0);
}

static void show(char *answer, const unsigned char *bytes, ssize_t count)
{
    if (count < 0) {
        say(answer, count);
        return;
    }
    int at = sprintf(answer, "%zd", count);
    for (ssize_t i = 0; i < count && i < 64; i++)
        at += sprintf(answer + at, i == 0 ? " %02x" : "%02x", bytes[i]);
}

struct racer {
    pthread_t thread;
    int kind, file;
    volatile unsigned char *place;
    long long last;
    unsigned long count;
    char met[32];
};

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void *hammer(void *argument)
{
    struct racer *racer = argument;
    char byte = 1;
    long long end = now() + 5000000000LL;
    int number = sigsetjmp(on_fault, 1);
    if (number != 0) {
        strcpy(racer->met, number == SIGBUS ? "SIGBUS" : "SIGSEGV");
        is_touching = 0;
        return NULL;
    }
    for (unsigned page = 0;; page = (page + 1) % 16) {
        long long start = now();
        if (start > end) {
            strcpy(racer->met, "nothing");
            return NULL;
        }
        is_touching = 1;
        if (racer->kind == 0)
            byte = racer->place[page * 4096];
        else if (racer->kind == 1)
            racer->place[page * 4096] = (unsigned char)page;
        else if ((racer->kind == 2 ? pread(racer->file, &byte, 1, page * 4096) : pwrite(racer->file, &byte, 1, page * 4096)) < 0) {
            is_touching = 0;
            strcpy(racer->met, strerrorname_np(errno));
            return NULL;
        }
        is_touching = 0;
        racer->last = start;
        racer->count++;
    }
}

static void race(char *answer, long file, long shared, long private)
{
    struct racer racers[5] = {
        { .kind = 0, .place = maps[shared].start }, { .kind = 1, .place = maps[shared].start }, { .kind = 1, .place = maps[private].start },
        { .kind = 2, .file = files[file] }, { .kind = 3, .file = files[file] },
    };
    int at = 0;
    for (int i = 0; i < 5; i++)
        pthread_create(&racers[i].thread, NULL, hammer, &racers[i]);
    for (int i = 0; i < 5; i++) {
        pthread_join(racers[i].thread, NULL);
        at += sprintf(answer + at, "%lld %lu %s ", racers[i].last, racers[i].count, racers[i].met);
    }
}

static void obey(char *line, char *answer)
{
    static __thread unsigned char buffer[1 << 20];
    char word[32] = "", path[2048], text[2048];
    long n = 0, a = 0, b = 0;
    struct stat status;
    strcpy(answer, "not understood");
    sscanf(line, "%31s", word);
    if (sscanf(line, "open %2047s %31s", path, text) == 2) {
        int file = open(path, flags_of(text));
        if (file >= 0) {
            files[file_count] = file;
            file = file_count++;
        }
        say(answer, file);
    } else if (sscanf(line, "read %ld %ld", &n, &a) == 2) {
        show(answer, buffer, read(files[n], buffer, (size_t)a));
    } else if (sscanf(line, "pread %ld %ld %ld", &n, &a, &b) == 3) {
        show(answer, buffer, pread(files[n], buffer, (size_t)a, b));
    } else if (sscanf(line, "write %ld %2047s", &n, text) == 2) {
        say(answer, write(files[n], text, strlen(text)));
    } else if (sscanf(line, "pwrite %ld %2047s %ld", &n, text, &a) == 3) {
        say(answer, pwrite(files[n], text, strlen(text), a));
    } else if (sscanf(line, "seek %ld %ld %31s", &n, &a, text) == 3) {
        say(answer, lseek(files[n], a, *text == 's' ? SEEK_SET : *text == 'c' ? SEEK_CUR : *text == 'd' ? SEEK_DATA : SEEK_END));
    } else if (sscanf(line, "stat %ld", &n) == 1) {
        say(answer, fstat(files[n], &status) < 0 ? -1 : status.st_size);
    } else if (sscanf(line, "statfs %ld", &n) == 1) {
        struct statfs sizes;
        say(answer, fstatfs(files[n], &sizes));
    } else if (sscanf(line, "sync %ld", &n) == 1) {
        say(answer, fsync(files[n]));
    } else if (sscanf(line, "flush %ld", &n) == 1) {
        say(answer, close(dup(files[n])));
    } else if (sscanf(line, "truncate %ld %ld", &n, &a) == 2) {
        say(answer, ftruncate(files[n], a));
    } else if (sscanf(line, "ioctl %ld %lx %ld", &n, &a, &b) == 3) {
        long argument = b;
        int result = ioctl(files[n], (unsigned long)a, a >> 30 == 0 ? (void *)b : (void *)&argument);
        if (result < 0)
            say(answer, result);
        else
            sprintf(answer, "%d %ld", result, argument);
    } else if (sscanf(line, "close %ld", &n) == 1) {
        say(answer, close(files[n]));
    } else if (sscanf(line, "poll %ld %ld %ld", &n, &a, &b) == 3) {
        struct pollfd polled = { .fd = files[n], .events = (short)a };
        int result = poll(&polled, 1, (int)b);
        say(answer, result < 0 ? result : polled.revents);
    } else if (sscanf(line, "epoll %ld %ld", &n, &a) == 2) {
        struct epoll_event event = { .events = EPOLLIN }, seen = { .events = 0 };
        int all = epoll_create1(EPOLL_CLOEXEC);
        int result = epoll_ctl(all, EPOLL_CTL_ADD, files[n], &event) < 0 ? -1 : epoll_wait(all, &seen, 1, (int)a);
        say(answer, result < 0 ? result : (long)seen.events);
        close(all);
    } else if (sscanf(line, "map %ld %ld %31s %ld", &n, &a, text, &b) == 4) {
        void *start = mmap(NULL, (size_t)a, PROT_READ | PROT_WRITE, *text == 's' ? MAP_SHARED : MAP_PRIVATE, files[n], b);
        if (start == MAP_FAILED) {
            say(answer, -1);
        } else {
            maps[map_count].start = start;
            maps[map_count].length = (size_t)a;
            say(answer, map_count++);
        }
    } else if (strcmp(word, "load") == 0 || strcmp(word, "store") == 0 || strcmp(word, "lock") == 0) {
        sscanf(line, "%*s %ld %ld %ld", &n, &a, &b);
        int number = sigsetjmp(on_fault, 1);
        if (number == 0) {
            is_touching = 1;
            volatile unsigned char *place = maps[n].start + (*word == 'l' && word[1] == 'o' && word[2] == 'c' ? 0 : a);
            if (*word == 's')
                *place = (unsigned char)b;
            if (strcmp(word, "lock") == 0)
                say(answer, mlock(maps[n].start, (size_t)a));
            else
                sprintf(answer, "%d", *place);
        } else {
            strcpy(answer, number == SIGBUS ? "SIGBUS" : "SIGSEGV");
        }
        is_touching = 0;
    } else if (sscanf(line, "unmap %ld", &n) == 1) {
        say(answer, munmap(maps[n].start, maps[n].length));
    } else if (sscanf(line, "race %ld %ld %ld", &n, &a, &b) == 3) {
        race(answer, n, a, b);
    } else if (sscanf(line, "list %2047s", path) == 1) {
        DIR *directory = opendir(path);
        struct dirent *entry;
        if (directory == NULL) {
            say(answer, -1);
        } else {
            int at = 0;
            *answer = 0;
            errno = 0;
            while ((entry = readdir(directory)) != NULL && at < 3800)
                at += sprintf(answer + at, "%s ", entry->d_name);
            if (errno != 0)
                say(answer, -1);
            closedir(directory);
        }
    }
}

static void *run(void *argument)
{
    struct task *task = argument;
    obey(task->command, task->answer);
    return NULL;
}

int main(void)
{
    static char line[4096], answer[4096];
    struct sigaction action = { .sa_handler = fault, .sa_flags = SA_NODEFER };
    sigaction(SIGBUS, &action, NULL);
    sigaction(SIGSEGV, &action, NULL);
    setvbuf(stdout, NULL, _IOLBF, 0);
    while (fgets(line, sizeof line, stdin) != NULL) {
        int number;
        line[strcspn(line, "\n")] = 0;
        if (strncmp(line, "go ", 3) == 0) {
            struct task *task = calloc(1, sizeof *task);
            strcpy(task->command, line + 3);
            tasks[task_count] = task;
            pthread_create(&task->thread, NULL, run, task);
            printf("%d\n", task_count++);
        } else if (sscanf(line, "end %d", &number) == 1) {
            pthread_join(tasks[number]->thread, NULL);
            printf("%s\n", tasks[number]->answer);
        } else {
            obey(line, answer);
            printf("%s\n", answer);
        }
    }
    return 0;
}
