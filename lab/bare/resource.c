/* bare resource NAME INDEX KIND: memory of a PCI device without a driver, through sysfs. "touch LABEL" tries it again, "quit" ends. */
#include "bare.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

int resource_main(int count, char **arguments)
{
    char path[256], line[128];
    struct stat about;
    if (count < 3)
        return 2;
    bool is_edu = strcmp(arguments[2], "edu") == 0;
    snprintf(path, sizeof path, "/sys/bus/pci/devices/%s/resource%s", arguments[0], arguments[1]);
    int file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0 || fstat(file, &about) < 0)
        die(path);
    volatile char *memory = mmap(NULL, (size_t)about.st_size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (memory == MAP_FAILED)
        die("mmap");
    use_memory(memory, is_edu);
    mark("ready");
    while (told(line, sizeof line))
        if (strncmp(line, "touch ", 6) == 0) {
            touch_memory(line + 6, memory, is_edu);
            mark("touched");
        }
    return 0;
}
