/* What all users of a PCM share: how it is opened, and how it is asked again. */
#include "sound.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void need(const struct use *use, const char *what, int error)
{
    if (error >= 0)
        return;
    errno = -error;
    fprintf(stderr, "%s=%s: ", use->kind->name, use->name);
    die(what);
}

void sound_keep_file(struct use *use, int file)
{
    char path[64];
    use->file = file;
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    ssize_t length = readlink(path, use->node, sizeof use->node - 1);
    if (length < 0)
        die(path);
    use->node[length] = 0;
}

void sound_open_pcm(struct use *use, snd_pcm_stream_t stream, snd_pcm_access_t access, int mode)
{
    snd_pcm_hw_params_t *wanted;
    unsigned period = 20 * 1000, buffer = 200 * 1000;    /* microseconds */
    struct pollfd one;
    need(use, "open", snd_pcm_open(&use->pcm, use->name, stream, mode));
    need(use, "memory", snd_pcm_hw_params_malloc(&wanted));
    need(use, "parameters", snd_pcm_hw_params_any(use->pcm, wanted));
    need(use, "access", snd_pcm_hw_params_set_access(use->pcm, wanted, access));
    need(use, "format", snd_pcm_hw_params_set_format(use->pcm, wanted, SND_PCM_FORMAT_S16_LE));
    need(use, "channels", snd_pcm_hw_params_set_channels(use->pcm, wanted, 2));
    need(use, "rate", snd_pcm_hw_params_set_rate(use->pcm, wanted, 48000, 0));
    need(use, "period", snd_pcm_hw_params_set_period_time_near(use->pcm, wanted, &period, NULL));
    need(use, "buffer", snd_pcm_hw_params_set_buffer_time_near(use->pcm, wanted, &buffer, NULL));
    need(use, "set", snd_pcm_hw_params(use->pcm, wanted));
    snd_pcm_hw_params_free(wanted);
    need(use, "sizes", snd_pcm_get_params(use->pcm, &use->buffer, &use->period));
    need(use, "descriptor", snd_pcm_poll_descriptors(use->pcm, &one, 1));
    sound_keep_file(use, one.fd);
}

void sound_close_pcm(struct use *use) { snd_pcm_close(use->pcm); }

void sound_touch_pcm(struct use *use, const char *label)
{
    snd_pcm_t *again;
    sound_fact(label, use, "state", 0, snd_pcm_state_name(snd_pcm_state(use->pcm)));
    sound_fact(label, use, "prepare", snd_pcm_prepare(use->pcm), "done");
    int error = snd_pcm_open(&again, use->name, snd_pcm_stream(use->pcm), SND_PCM_NONBLOCK);
    if (error >= 0)
        snd_pcm_close(again);
    sound_touch_name(use, label, error);
}

void sound_touch_name(struct use *use, const char *label, int error)
{
    struct stat held, named;
    sound_fact(label, use, "open", error, "opened");
    if (fstat(use->file, &held) < 0 || stat(use->node, &named) < 0)
        sound_fact(label, use, "node", -errno, "");
    else
        sound_fact(label, use, "node", 0, held.st_rdev == named.st_rdev ? "same numbers" : "other numbers");
}
