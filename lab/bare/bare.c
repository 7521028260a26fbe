/* What the programs share, and the choice between them: bare uio ... */
#include "bare.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t writing = PTHREAD_MUTEX_INITIALIZER;

static void line(const char *text)
{
    pthread_mutex_lock(&writing);
    size_t length = strlen(text);
    while (length > 0) {
        ssize_t written = write(STDOUT_FILENO, text, length);
        if (written < 0)
            exit(3);
        text += written;
        length -= (size_t)written;
    }
    pthread_mutex_unlock(&writing);
}

void fact(const char *name, const char *format, ...)
{
    char value[512], text[640];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(value, sizeof value, format, arguments);
    va_end(arguments);
    snprintf(text, sizeof text, "= %s: %s\n", name, value);
    line(text);
}

void mark(const char *name)
{
    char text[128];
    snprintf(text, sizeof text, "@ %s\n", name);
    line(text);
}

void die(const char *what)
{
    printf("%s: %s\n", what, strerror(errno));
    exit(2);
}

const char *error_name(int number)
{
    const char *name = strerrorname_np(number);
    return name ? name : "unknown";
}

const char *poll_names(int mask)
{
    static const struct { int bit; const char *name; } bits[] = {
        {POLLIN, "IN"}, {POLLPRI, "PRI"}, {POLLOUT, "OUT"}, {POLLERR, "ERR"}, {POLLHUP, "HUP"}, {POLLNVAL, "NVAL"},
    };
    static __thread char names[64];
    names[0] = 0;
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
        if (mask & bits[i].bit) {
            if (names[0])
                strcat(names, "|");
            strcat(names, bits[i].name);
        }
    return names[0] ? names : "none";
}

bool told(char *text, int size)
{
    if (!fgets(text, size, stdin))
        return false;
    text[strcspn(text, "\n")] = 0;
    return strcmp(text, "quit") != 0;
}

double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

bool read_text(const char *path, char *text, int size)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    ssize_t count = read(file, text, (size_t)size - 1);
    close(file);
    if (count < 0)
        return false;
    text[count] = 0;
    text[strcspn(text, "\n")] = 0;
    return true;
}

void start(void *(*body)(void *), void *argument)
{
    pthread_t thread;
    if ((errno = pthread_create(&thread, NULL, body, argument)) != 0)
        die("thread");
    pthread_detach(thread);
}

static __thread sigjmp_buf *volatile landing;

static void on_fault(int number)
{
    if (landing)
        siglongjmp(*landing, number);
    signal(number, SIG_DFL);
    raise(number);
}

/* A macro, as the frame that calls sigsetjmp must still be there at the jump. */
#define TRY(access)                                  \
    sigjmp_buf here;                                 \
    int number = sigsetjmp(here, 1);                 \
    if (number == 0) {                               \
        landing = &here;                             \
        access;                                      \
    }                                                \
    landing = NULL;                                  \
    if (number != 0 && signal_number)                \
        *signal_number = number;                     \
    return number == 0

bool try_read32(const volatile uint32_t *at, uint32_t *value, int *signal_number) { TRY(*value = *at); }
bool try_write32(volatile uint32_t *at, uint32_t value, int *signal_number) { TRY(*at = value); }

int main(int count, char **arguments)
{
    setvbuf(stdout, NULL, _IONBF, 0);
    struct sigaction action = {.sa_handler = on_fault, .sa_flags = SA_NODEFER};
    sigaction(SIGBUS, &action, NULL);
    sigaction(SIGSEGV, &action, NULL);

    static const struct { const char *name; int (*main)(int, char **); } holders[] = {
        {"uio", uio_main}, {"resource", resource_main}, {"attribute", attribute_main}, {"sound", sound_main},
        {"loopback", loopback_main}, {"listen", listen_main}, {"play", play_main},
    };
    for (size_t i = 0; count > 1 && i < sizeof holders / sizeof *holders; i++)
        if (strcmp(arguments[1], holders[i].name) == 0)
            return holders[i].main(count - 2, arguments + 2);
    printf("bare uio|resource|attribute|sound|loopback|listen|play ...\n");
    return 2;
}
