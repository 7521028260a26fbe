/*
 * bare listen LABEL=PCM...: records what players play into loopback cards, each until it is silent, and compares it frame by frame.
 * bare loopback KIND FRAMES PLAYBACK CAPTURE: plays and listens itself; of the kind "dropped" one frame is left out, which has to be noticed.
 */
#include "loopback.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { listener_period = 1024, listener_buffer = 64 * 1024, most_listeners = 4, player_period = 1024, player_buffer = 16 * 1024 };

struct listener {
    const char *label, *name;
    snd_pcm_t *pcm;
    struct heard heard;
    pthread_t thread;
};

static struct listener listeners[most_listeners];

/* Whether there is more to be heard. */
static bool hear(struct heard *heard, uint32_t frame)
{
    if (frame == 0)
        return heard->first < 0 || ++heard->silent < loopback_silence;
    uint32_t place = frame * loopback_inverse - 1;
    if (heard->first < 0)
        heard->first = place;
    else if (place != heard->next || heard->silent > 0) {
        printf("after %ld frames and %ld of silence: %u, not %u\n", heard->frames, heard->silent, place, heard->next);
        heard->breaks++;
    }
    heard->silent = 0;
    heard->frames++;
    heard->next = (place + 1) % loopback_cycle;
    return true;
}

void loopback_listen(snd_pcm_t *pcm, struct heard *heard)
{
    uint32_t frames[listener_period];
    heard->first = -1;
    for (;;) {
        snd_pcm_sframes_t count = snd_pcm_readi(pcm, frames, listener_period);
        if (count == -EPIPE) {
            heard->late++;
            count = snd_pcm_prepare(pcm);
        }
        if (count < 0) {
            errno = (int)-count;
            die("listen");
        }
        for (snd_pcm_sframes_t i = 0; i < count; i++)
            if (!hear(heard, frames[i]))
                return;
    }
}

void loopback_report(const char *label, const struct heard *heard)
{
    const struct { const char *what; long value; } facts[] = {
        {"first frame", heard->first}, {"frames", heard->frames}, {"breaks", heard->breaks}, {"late", heard->late},
    };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s %s", label, facts[i].what);
        fact(name, "%ld", facts[i].value);
    }
}

static void *listener(void *argument)
{
    struct listener *one = argument;
    loopback_listen(one->pcm, &one->heard);
    return NULL;
}

/* Is recording when it returns. */
static void begin(struct listener *one, const char *label, const char *name)
{
    *one = (struct listener){.label = label, .name = name};
    one->pcm = loopback_open(name, SND_PCM_STREAM_CAPTURE, listener_period, listener_buffer);
    snd_pcm_start(one->pcm);
    if ((errno = pthread_create(&one->thread, NULL, listener, one)) != 0)
        die("thread");
}

static void end(struct listener *one)
{
    pthread_join(one->thread, NULL);
    snd_pcm_close(one->pcm);
    loopback_report(one->label, &one->heard);
}

int listen_main(int count, char **arguments)
{
    if (count < 1 || count > most_listeners)
        return 2;
    for (int i = 0; i < count; i++) {
        char *name = strchr(arguments[i], '=');
        if (!name)
            return 2;
        *name = 0;
        begin(&listeners[i], arguments[i], name + 1);
    }
    mark("listening");
    for (int i = 0; i < count; i++)
        end(&listeners[i]);
    return 0;
}

int loopback_main(int count, char **arguments)
{
    if (count != 4)
        return 2;
    long frames = atol(arguments[1]), half = frames / 2;
    begin(&listeners[0], arguments[0], arguments[3]);
    snd_pcm_t *pcm = loopback_open(arguments[2], SND_PCM_STREAM_PLAYBACK, player_period, player_buffer);
    mark("ready");
    bool is_dropped = strcmp(arguments[0], "dropped") == 0;
    loopback_play(pcm, player_period, 0, half);
    loopback_play(pcm, player_period, (uint32_t)(half + is_dropped) % loopback_cycle, frames - half - is_dropped);
    loopback_finish(pcm);
    end(&listeners[0]);
    return 0;
}
