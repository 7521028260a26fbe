/*
 * bare play LABEL PCM WARM-UP SECONDS: plays the sequence in periods of 256 frames, in a buffer of 1024, with snd_pcm_writei, as the plainest program on libasound does. Notes the xruns of
 * all, and the processor's time of the seconds after the warm-up.
 */
#include "loopback.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

enum { period = 256, buffer = 1024 };

static void need(const char *name, const char *what, int error)
{
    if (error >= 0)
        return;
    errno = -error;
    fprintf(stderr, "%s: ", name);
    die(what);
}

const uint32_t *loopback_sequence(void)
{
    static uint32_t all[loopback_cycle];
    if (all[0] == 0)
        for (uint32_t i = 0; i < loopback_cycle; i++)
            all[i] = (i + 1) * loopback_factor;
    return all;
}

snd_pcm_t *loopback_open(const char *name, snd_pcm_stream_t stream, snd_pcm_uframes_t wanted_period, snd_pcm_uframes_t wanted_buffer)
{
    snd_pcm_t *pcm;
    snd_pcm_hw_params_t *hardware;
    snd_pcm_sw_params_t *software;
    snd_pcm_hw_params_alloca(&hardware);
    snd_pcm_sw_params_alloca(&software);
    need(name, "open", snd_pcm_open(&pcm, name, stream, 0));
    need(name, "parameters", snd_pcm_hw_params_any(pcm, hardware));
    need(name, "access", snd_pcm_hw_params_set_access(pcm, hardware, SND_PCM_ACCESS_RW_INTERLEAVED));
    need(name, "format", snd_pcm_hw_params_set_format(pcm, hardware, SND_PCM_FORMAT_S16_LE));
    need(name, "channels", snd_pcm_hw_params_set_channels(pcm, hardware, 2));
    need(name, "rate", snd_pcm_hw_params_set_rate(pcm, hardware, loopback_rate, 0));
    need(name, "period", snd_pcm_hw_params_set_period_size(pcm, hardware, wanted_period, 0));
    need(name, "buffer", snd_pcm_hw_params_set_buffer_size(pcm, hardware, wanted_buffer));
    need(name, "set", snd_pcm_hw_params(pcm, hardware));
    need(name, "software", snd_pcm_sw_params_current(pcm, software));
    need(name, "wake-up", snd_pcm_sw_params_set_avail_min(pcm, software, wanted_period));
    need(name, "start", snd_pcm_sw_params_set_start_threshold(pcm, software, stream == SND_PCM_STREAM_PLAYBACK ? wanted_buffer : 1));
    need(name, "set", snd_pcm_sw_params(pcm, software));
    return pcm;
}

static long write_all(snd_pcm_t *pcm, const void *frames, snd_pcm_uframes_t count)
{
    long xruns = 0;
    while (count > 0) {
        snd_pcm_sframes_t moved = snd_pcm_writei(pcm, frames, count);
        if (moved == -EPIPE) {
            xruns++;
            moved = snd_pcm_prepare(pcm);
        } else if (moved == -EIO) {
            moved = 0;    /* no interrupt came for so long that the kernel gave up; it plays on */
        }
        need("playback", "write", (int)moved);
        frames = (const uint32_t *)frames + moved;
        count -= (snd_pcm_uframes_t)moved;
    }
    return xruns;
}

long loopback_play(snd_pcm_t *pcm, snd_pcm_uframes_t at_once, uint32_t place, long frames)
{
    const uint32_t *all = loopback_sequence();
    long xruns = 0;
    while (frames > 0) {
        snd_pcm_uframes_t now = at_once < (snd_pcm_uframes_t)frames ? at_once : (snd_pcm_uframes_t)frames;
        if (now > loopback_cycle - place)
            now = loopback_cycle - place;
        xruns += write_all(pcm, all + place, now);
        place = (place + (uint32_t)now) % loopback_cycle;
        frames -= (long)now;
    }
    return xruns;
}

void loopback_finish(snd_pcm_t *pcm)
{
    write_all(pcm, sound_silence, 2 * loopback_silence);
    snd_pcm_close(pcm);
}

static double processor_time(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3;
}

int play_main(int count, char **arguments)
{
    char name[64];
    if (count != 4)
        return 2;
    const char *label = arguments[0];
    long warm_up = atol(arguments[2]) * loopback_rate / period * period, frames = atol(arguments[3]) * loopback_rate / period * period;
    loopback_sequence();
    snd_pcm_t *pcm = loopback_open(arguments[1], SND_PCM_STREAM_PLAYBACK, period, buffer);
    long xruns = loopback_play(pcm, period, 0, warm_up);
    double began = processor_time();
    xruns += loopback_play(pcm, period, (uint32_t)(warm_up % loopback_cycle), frames);
    double ended = processor_time();
    loopback_finish(pcm);
    snprintf(name, sizeof name, "%s xruns", label);
    fact(name, "%ld", xruns);
    snprintf(name, sizeof name, "%s processor ms", label);
    fact(name, "%.1f", ended - began);
    snprintf(name, sizeof name, "%s processor ms in all", label);
    fact(name, "%.1f", processor_time());
    return 0;
}
