/* bare attribute BUS NAME ATTRIBUTE: polls an attribute, as who waits for its next value does. "touch LABEL" reads it again, "quit" ends. */
#include "bare.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void *poller(void *argument)
{
    int file = (int)(intptr_t)argument;
    struct pollfd one = {.fd = file, .events = POLLPRI};
    poll(&one, 1, -1);
    fact("poll", "%s", poll_names(one.revents));
    mark("gone");
    return NULL;
}

int attribute_main(int count, char **arguments)
{
    char path[256], line[128], text[64];
    if (count < 3)
        return 2;
    snprintf(path, sizeof path, "/sys/bus/%s/devices/%s/%s", arguments[0], arguments[1], arguments[2]);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || pread(file, text, sizeof text, 0) < 0)
        die(path);
    start(poller, (void *)(intptr_t)file);
    usleep(50 * 1000);    /* for the thread to be inside; a poll that begins after the removal returns at once */
    mark("ready");
    while (told(line, sizeof line))
        if (strncmp(line, "touch ", 6) == 0) {
            char name[128];
            snprintf(name, sizeof name, "%s read", line + 6);
            fact(name, "%s", pread(file, text, sizeof text, 0) < 0 ? error_name(errno) : "a value");
            mark("touched");
        }
    return 0;
}
