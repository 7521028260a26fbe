/* Who sleeps in poll, and reads what has come. */
#include "sound.h"

#include <errno.h>
#include <poll.h>

static void open_capture(struct use *use)
{
    sound_open_pcm(use, SND_PCM_STREAM_CAPTURE, SND_PCM_ACCESS_RW_INTERLEAVED, SND_PCM_NONBLOCK);
}

static int wait_once(struct use *use, int milliseconds)
{
    struct pollfd one;
    snd_pcm_poll_descriptors(use->pcm, &one, 1);
    return poll(&one, 1, milliseconds) > 0 ? one.revents : 0;
}

static void *poller(void *argument)
{
    struct use *use = argument;
    int16_t frames[2 * 256];
    int seen;
    snd_pcm_start(use->pcm);
    for (;;) {
        seen = wait_once(use, -1);
        snd_pcm_sframes_t read = snd_pcm_readi(use->pcm, frames, 256);
        if (read > 0)
            use->has_moved = true;
        if (read != -EPIPE && (seen & ~POLLIN))
            break;
        if (read == -EPIPE) {
            snd_pcm_prepare(use->pcm);
            snd_pcm_start(use->pcm);
        }
    }
    sound_fact("", use, "", 0, poll_names(seen));

    int rounds = 0;
    while (rounds < 100 && wait_once(use, 1000) != 0)
        rounds++;
    sound_fact("", use, "again", 0, rounds == 100 ? "at once, for ever" : "asleep");
    sound_ended(use);
    return NULL;
}

static void touch(struct use *use, const char *label)
{
    sound_fact(label, use, "", 0, poll_names(wait_once(use, 100)));
    sound_touch_pcm(use, label);
}

const struct kind sound_poll = {"poll", open_capture, poller, touch, sound_close_pcm};
