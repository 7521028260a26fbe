/* The programs without the library: what the kernel alone does to one who holds a device that goes. */
#ifndef BARE_H
#define BARE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* What the host reads (lab/Revoke.Lab, Pass.cs): facts and marks, a line each. */
void fact(const char *name, const char *format, ...) __attribute__((format(printf, 2, 3)));
void mark(const char *name);

/* Ends the program with what could not be done; for what has to work before anything is taken away. */
void die(const char *what) __attribute__((noreturn));

/* The name of the last error, or of the one given: EIO. */
const char *error_name(int number);

/* The names of a poll mask: IN|ERR|HUP. */
const char *poll_names(int mask);

/* Waits for a line on standard input that begins with one of the commands; false at the end or at "quit". */
bool told(char *line, int size);

/* Milliseconds of a clock that only goes forward. */
double now(void);

/* The text of a small file, without the newline; false if it cannot be read. */
bool read_text(const char *path, char *text, int size);

/* A thread that runs until the end of the program. */
void start(void *(*body)(void *), void *argument);

/* A memory access that may be answered by a signal: what was read, or false and the signal's number. */
bool try_read32(const volatile uint32_t *at, uint32_t *value, int *signal_number);
bool try_write32(volatile uint32_t *at, uint32_t value, int *signal_number);

/* Uses memory of a device for ever, as a program does that was not told anything; notes as "loop" the signal that stops it. */
void use_memory(volatile char *memory, bool is_edu);

/* Tries to read and to write it once more, and notes that under the label. */
void touch_memory(const char *label, volatile char *memory, bool is_edu);

int uio_main(int count, char **arguments);
int resource_main(int count, char **arguments);
int attribute_main(int count, char **arguments);
int sound_main(int count, char **arguments);
int loopback_main(int count, char **arguments);
int listen_main(int count, char **arguments);
int play_main(int count, char **arguments);

#endif
