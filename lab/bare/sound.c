/*
 * bare sound USE=NAME...: uses sound cards without the library, each use in a thread of its own.
 *   write=hw:0,0   plays, in snd_pcm_writei          read=hw:0,0   records, in snd_pcm_readi
 *   poll=hw:0,0    records, in poll                  drain=hw:0,0  plays and waits for the end, in snd_pcm_drain
 *   ring=hw:0,0    plays through the mapped buffer   control=hw:0  waits for an event of the card, in snd_ctl_read
 *   events=hw:0    the same, in poll
 * Ready when each of them has moved frames. "touch LABEL" tries everything again and notes it under LABEL, "close" lets go of all, "quit" ends.
 */
#include "sound.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { most_uses = 8 };

static const struct kind *const kinds[] = {&sound_write, &sound_read, &sound_poll, &sound_drain, &sound_ring, &sound_control, &sound_events};
static struct use uses[most_uses];
static int use_count;
static atomic_int sleepers;    /* those that are still in a call; who uses the mapped buffer is in none */

atomic_bool sound_is_closing;
const int16_t sound_silence[48000 * 2];

void sound_ended(struct use *use)
{
    use->has_ended = true;
    if (use->kind != &sound_ring && atomic_fetch_sub(&sleepers, 1) == 1)
        mark("gone");
}

void sound_fact(const char *label, const struct use *use, const char *what, long error, const char *text)
{
    char name[128];
    snprintf(name, sizeof name, "%s%s%s%s%s", label, label[0] ? " " : "", use->kind->name, what[0] ? " " : "", what);
    fact(name, "%s", error < 0 ? error_name((int)-error) : text);
}

static void add(char *argument)
{
    char *name = strchr(argument, '=');
    if (name && use_count < most_uses)
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
            if (strncmp(argument, kinds[i]->name, (size_t)(name - argument)) == 0 && !kinds[i]->name[name - argument]) {
                uses[use_count++] = (struct use){.kind = kinds[i], .name = name + 1};
                return;
            }
    errno = EINVAL;
    die(argument);
}

static void close_all(void)
{
    double began = now();
    sound_is_closing = true;
    for (int i = 0; i < use_count; i++) {
        while (!uses[i].has_ended)
            usleep(1000);
        uses[i].kind->close(&uses[i]);
    }
    fact("close ms", "%.1f", now() - began);
    mark("closed");
}

int sound_main(int count, char **arguments)
{
    if (count < 1)
        return 2;
    for (int i = 0; i < count; i++)
        add(arguments[i]);
    for (int i = 0; i < use_count; i++) {
        uses[i].kind->open(&uses[i]);
        sleepers += uses[i].kind != &sound_ring;
    }
    for (int i = 0; i < use_count; i++)
        start(uses[i].kind->body, &uses[i]);
    for (int i = 0; i < use_count; i++)
        while (!uses[i].has_moved)
            usleep(1000);
    usleep(50 * 1000);    /* for each of them to be inside again */
    mark("ready");

    char line[128];
    while (told(line, sizeof line))
        if (strncmp(line, "touch ", 6) == 0) {
            for (int i = 0; i < use_count; i++)
                uses[i].kind->touch(&uses[i], line + 6);
            mark("touched");
        } else if (strcmp(line, "close") == 0) {
            close_all();
        }
    return 0;
}
