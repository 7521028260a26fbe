/* Who sleeps in snd_pcm_writei, in snd_pcm_readi, or in snd_pcm_drain. */
#include "sound.h"

#include <errno.h>

enum { second = 48000 };

static int16_t recorded[second * 2];

static void open_playback(struct use *use) { sound_open_pcm(use, SND_PCM_STREAM_PLAYBACK, SND_PCM_ACCESS_RW_INTERLEAVED, 0); }
static void open_capture(struct use *use) { sound_open_pcm(use, SND_PCM_STREAM_CAPTURE, SND_PCM_ACCESS_RW_INTERLEAVED, 0); }

static snd_pcm_sframes_t move(struct use *use, snd_pcm_uframes_t frames)
{
    return use->kind == &sound_write ? snd_pcm_writei(use->pcm, sound_silence, frames) : snd_pcm_readi(use->pcm, recorded, frames);
}

/* Too late, or the hardware did not move for ten seconds (EIO): that is no end as long as the card is there. */
static bool can_go_on(struct use *use, snd_pcm_sframes_t error)
{
    return error == -EPIPE || (error == -EIO && snd_pcm_state(use->pcm) != SND_PCM_STATE_DISCONNECTED);
}

/* Two buffers first, the second of which has to wait for the first; then a second at a time, so that it is asleep in the call nearly always. */
static void *mover(void *argument)
{
    struct use *use = argument;
    snd_pcm_sframes_t wanted = (snd_pcm_sframes_t)use->buffer, moved;
    int buffers = 0, late = 0;
    while ((moved = move(use, (snd_pcm_uframes_t)wanted)) == wanted || can_go_on(use, moved)) {
        if (moved < 0) {
            late++;
            snd_pcm_prepare(use->pcm);
        } else if (++buffers == 2) {
            use->has_moved = true;
            wanted = second;
        }
    }
    sound_fact("", use, "", moved, "short count");
    if (moved >= 0) {
        fact(use->kind == &sound_write ? "write frames" : "read frames", "%ld", moved);
        sound_fact("", use, "again", move(use, (snd_pcm_uframes_t)wanted), "frames");
    }
    if (late > 0)
        fact(use->kind == &sound_write ? "write late" : "read late", "%d", late);
    sound_ended(use);
    return NULL;
}

static void touch_mover(struct use *use, const char *label)
{
    sound_fact(label, use, "", move(use, use->period), "frames");
    sound_touch_pcm(use, label);
}

static void *drainer(void *argument)
{
    struct use *use = argument;
    int error;
    for (;;) {
        snd_pcm_writei(use->pcm, sound_silence, use->buffer);    /* if it cannot, the drain says why */
        error = snd_pcm_drain(use->pcm);
        if (error < 0 && error != -EPIPE)
            break;
        use->has_moved = true;
        snd_pcm_prepare(use->pcm);
    }
    sound_fact("", use, "", error, "");
    sound_ended(use);
    return NULL;
}

static void touch_drainer(struct use *use, const char *label)
{
    sound_fact(label, use, "", snd_pcm_drain(use->pcm), "done");
    sound_touch_pcm(use, label);
}

const struct kind sound_write = {"write", open_playback, mover, touch_mover, sound_close_pcm};
const struct kind sound_read = {"read", open_capture, mover, touch_mover, sound_close_pcm};
const struct kind sound_drain = {"drain", open_playback, drainer, touch_drainer, sound_close_pcm};
