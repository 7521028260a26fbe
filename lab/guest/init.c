/*
 * The first process of a guest. The host speaks with it over the second serial port, a line each way:
 *   host:   run ID COMMAND     starts a command of the shell, with standard input open
 *           tell ID TEXT       writes a line to its standard input
 *   guest:  up                 once
 *           ID >TEXT           a line that the command wrote, to standard output or standard error
 *           ID exit CODE       it has ended, and nobody can write for it any more; 128 and the number of the signal that ended it
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum { most_commands = 64, longest_line = 4096 };

struct line {
    char text[longest_line];
    size_t length;
};

struct command {
    int id;
    pid_t process;
    int input, output;    /* our ends of its pipes; -1 when closed */
    bool has_ended;
    int code;
    struct line line;
};

static int host;
static struct command commands[most_commands];

/* Without the kernel's panic that an end of the first process is, the host would wait for nothing. */
static void die(const char *what)
{
    fprintf(stderr, "init: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void say(const char *format, ...)
{
    char text[longest_line + 32];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    for (int done = 0; done < length;) {
        ssize_t written = write(host, text + done, (size_t)(length - done));
        if (written < 0 && errno != EINTR)
            die("write");
        if (written > 0)
            done += (int)written;
    }
}

static struct command *find(int id)
{
    for (int i = 0; i < most_commands; i++)
        if (commands[i].id == id)
            return &commands[i];
    return NULL;
}

static void run(int id, const char *text)
{
    struct command *command = find(0);
    int input[2], output[2];
    if (!command || pipe2(input, O_CLOEXEC) < 0 || pipe2(output, O_CLOEXEC) < 0)
        die("run");
    pid_t process = fork();
    if (process < 0)
        die("fork");
    if (process == 0) {
        sigset_t none;
        sigemptyset(&none);
        sigprocmask(SIG_SETMASK, &none, NULL);
        setsid();
        dup2(input[0], STDIN_FILENO);
        dup2(output[1], STDOUT_FILENO);
        dup2(output[1], STDERR_FILENO);
        execl("/bin/sh", "sh", "-c", text, NULL);
        _exit(127);
    }
    close(input[0]);
    close(output[1]);
    *command = (struct command){.id = id, .process = process, .input = input[1], .output = output[0]};
}

static void tell(int id, const char *text)
{
    struct command *command = find(id);
    if (command && command->input >= 0 && dprintf(command->input, "%s\n", text) < 0)
        say("%d >init: cannot be told: %s\n", id, strerror(errno));
}

static void obey(char *text)
{
    int id, at = 0;
    if (sscanf(text, "run %d %n", &id, &at) == 1 && at > 0)
        run(id, text + at);
    else if (sscanf(text, "tell %d %n", &id, &at) == 1 && at > 0)
        tell(id, text + at);
    else
        fprintf(stderr, "init: not understood: %s\n", text);
}

/* Takes what is there, and hands on each whole line; false at the end. A line that is too long is cut in pieces. */
static bool take(int file, struct line *line, int id)
{
    char bytes[1024];
    ssize_t count = read(file, bytes, sizeof bytes);
    if (count < 0)
        return errno == EINTR;
    for (ssize_t i = 0; i < count; i++) {
        if (bytes[i] != '\n')
            line->text[line->length++] = bytes[i];
        if (bytes[i] == '\n' || line->length == sizeof line->text - 1) {
            line->text[line->length] = 0;
            line->length = 0;
            if (id == 0)
                obey(line->text);
            else
                say("%d >%s\n", id, line->text);
        }
    }
    return count > 0;
}

static void reap(void)
{
    pid_t process;
    int status;
    while ((process = waitpid(-1, &status, WNOHANG)) > 0)
        for (int i = 0; i < most_commands; i++)
            if (commands[i].id != 0 && commands[i].process == process) {
                commands[i].has_ended = true;
                commands[i].code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
            }
}

static void finish(struct command *command)
{
    if (command->line.length > 0)
        say("%d >%.*s\n", command->id, (int)command->line.length, command->line.text);
    say("%d exit %d\n", command->id, command->code);
    close(command->input);
    memset(command, 0, sizeof *command);
}

static void mount_one(const char *type, const char *where)
{
    if (mount(type, where, type, 0, NULL) < 0)
        die(where);
}

int main(void)
{
    static struct line from_host;
    mount_one("proc", "/proc");
    mount_one("sysfs", "/sys");
    mount_one("devtmpfs", "/dev");
    mount_one("debugfs", "/sys/kernel/debug");
    mount_one("tmpfs", "/tmp");
    setenv("PATH", "/bin:/opt", 1);
    setenv("HOME", "/root", 1);

    struct termios raw;
    if ((host = open("/dev/ttyS1", O_RDWR | O_NOCTTY | O_CLOEXEC)) < 0 || tcgetattr(host, &raw) < 0)
        die("/dev/ttyS1");
    cfmakeraw(&raw);
    if (tcsetattr(host, TCSANOW, &raw) < 0)
        die("tcsetattr");

    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL);
    signal(SIGPIPE, SIG_IGN);
    int ended = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
    if (ended < 0)
        die("signalfd");
    say("up\n");

    for (;;) {
        struct pollfd files[most_commands + 2] = {{.fd = host, .events = POLLIN}, {.fd = ended, .events = POLLIN}};
        for (int i = 0; i < most_commands; i++)
            files[i + 2] = (struct pollfd){.fd = commands[i].id != 0 ? commands[i].output : -1, .events = POLLIN};
        if (poll(files, most_commands + 2, -1) < 0 && errno != EINTR)
            die("poll");

        for (int i = 0; i < most_commands; i++)
            if (files[i + 2].revents && !take(commands[i].output, &commands[i].line, commands[i].id)) {
                close(commands[i].output);
                commands[i].output = -1;
            }
        if (files[1].revents) {
            struct signalfd_siginfo ignored;
            while (read(ended, &ignored, sizeof ignored) > 0)
                ;
        }
        reap();
        for (int i = 0; i < most_commands; i++)
            if (commands[i].id != 0 && commands[i].has_ended && commands[i].output < 0)
                finish(&commands[i]);
        if (files[0].revents && !take(host, &from_host, 0))
            die("the host is gone");
    }
}
