/* Users of sound cards, each as people write them on libasound. */
#ifndef SOUND_H
#define SOUND_H

#include "bare.h"

#include <alsa/asoundlib.h>

struct use;

struct kind {
    const char *name;    /* of its facts, too */
    void (*open)(struct use *use);
    void *(*body)(void *use);
    void (*touch)(struct use *use, const char *label);
    void (*close)(struct use *use);
};

struct use {
    const struct kind *kind;
    const char *name;                        /* of its card or PCM, as libasound takes it: hw:0,1 */
    snd_pcm_t *pcm;
    snd_ctl_t *control;
    char id[32];                             /* of its card */
    char node[64];                           /* the path of its descriptor at the opening */
    int file;
    snd_pcm_uframes_t period, buffer;        /* frames */
    atomic_bool has_moved, has_ended;
};

extern const struct kind sound_write, sound_read, sound_poll, sound_drain, sound_ring, sound_control, sound_events;

/* Set when everything is to be closed: who runs for ever ends then. */
extern atomic_bool sound_is_closing;

/* Opens the PCM of a use: 48 kHz, stereo, 16 bits, periods of about 20 ms, a buffer of about 200 ms. mode as for snd_pcm_open. */
void sound_open_pcm(struct use *use, snd_pcm_stream_t stream, snd_pcm_access_t access, int mode);

/* Keeps what a descriptor was opened by, for sound_touch_name. */
void sound_keep_file(struct use *use, int file);

/* The end of a use that has noted how it ended; after the last one of those that are told it at all, the mark "gone". */
void sound_ended(struct use *use);

/* A fact about a use: "write again", under a label "after write". The value is the name of the error, or the text if it is none. */
void sound_fact(const char *label, const struct use *use, const char *what, long error, const char *text);

void sound_close_pcm(struct use *use);

/* What every PCM is asked again: its state, prepare, and what its name leads to now. */
void sound_touch_pcm(struct use *use, const char *label);

/* What the name leads to now, and whose numbers the node has. */
void sound_touch_name(struct use *use, const char *label, int error);

/* A second of silence, which everybody plays. */
extern const int16_t sound_silence[48000 * 2];

#endif
