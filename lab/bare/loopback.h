/* What is played into a loopback card and recorded from it again: a sequence in which each frame says which one it is. */
#ifndef LOOPBACK_H
#define LOOPBACK_H

#include "sound.h"

/* So many frames of silence are the end. */
enum { loopback_rate = 48000, loopback_cycle = 1 << 18, loopback_silence = loopback_rate / 2 };

/* A frame is two samples of 16 bits: a multiple of an odd number, never 0, which is silence. The inverse leads back to the frame's place in the cycle. */
static const uint32_t loopback_factor = 2654435761u, loopback_inverse = 244002641u;

/* What was heard of it. */
struct heard {
    long first;        /* the place of the first frame; -1 before it */
    long frames;       /* that are of the sequence */
    long breaks;       /* frames that are not the next one, and silence in between */
    long late;         /* the listener's own xruns: what they lose are breaks, too */
    uint32_t next;
    long silent;
};

/* The whole cycle, once. */
const uint32_t *loopback_sequence(void);

/* Opens hw: for 48 kHz, stereo, 16 bits. Playback starts with a full buffer. What is granted has to be just this. */
snd_pcm_t *loopback_open(const char *name, snd_pcm_stream_t stream, snd_pcm_uframes_t period, snd_pcm_uframes_t buffer);

/* Plays so many frames of the sequence from a place on, a period at a time. Returns the xruns. */
long loopback_play(snd_pcm_t *pcm, snd_pcm_uframes_t period, uint32_t place, long frames);

/* Plays enough silence for the listener to end before playback stops: where it does, snd-aloop leaves some old frames in the buffer of who records. Closes it. */
void loopback_finish(snd_pcm_t *pcm);

/* Records until the silence at the end, and says where it was not as expected. */
void loopback_listen(snd_pcm_t *pcm, struct heard *heard);

/* Notes what was heard: "LABEL frames", "LABEL breaks", "LABEL late". */
void loopback_report(const char *label, const struct heard *heard);

#endif
