/*
 * Who plays through the mapped buffer and writes to all of it all the time. Beside what libasound maps, the page that the kernel shows its state
 * in (struct snd_pcm_mmap_status, sound/asound.h: the state word comes first).
 */
#include "sound.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { most_pages = 64, offset_of_status = 0x82000000 };

/* Where in a page the thread writes, and where who touches it: they do not take each other's values. */
enum { of_thread = 0, of_touch = 64 };

static char *ring;
static size_t ring_size;
static volatile uint32_t *status;
static snd_pcm_sframes_t error;    /* the first that the thread got */

static volatile uint32_t *at(size_t page, size_t offset) { return (volatile uint32_t *)(ring + page * (size_t)getpagesize() + offset); }

static void open_ring(struct use *use)
{
    const snd_pcm_channel_area_t *areas;
    snd_pcm_uframes_t offset, frames = (snd_pcm_uframes_t)-1;
    sound_open_pcm(use, SND_PCM_STREAM_PLAYBACK, SND_PCM_ACCESS_MMAP_INTERLEAVED, 0);
    if (snd_pcm_mmap_begin(use->pcm, &areas, &offset, &frames) < 0)
        die("mmap_begin");
    ring = areas[0].addr;
    ring_size = use->buffer * 4;
    status = mmap(NULL, (size_t)getpagesize(), PROT_READ, MAP_SHARED, use->file, offset_of_status);
    if (status == MAP_FAILED)
        die("status page");
}

static size_t pages(void) { return (ring_size + (size_t)getpagesize() - 1) / (size_t)getpagesize(); }

/* The frames that the buffer has place for, as if they had been written to it. */
static snd_pcm_sframes_t commit(struct use *use)
{
    const snd_pcm_channel_area_t *areas;
    snd_pcm_uframes_t offset, frames;
    snd_pcm_sframes_t free = snd_pcm_avail_update(use->pcm);
    if (free <= 0)
        return free;
    frames = (snd_pcm_uframes_t)free;
    int error = snd_pcm_mmap_begin(use->pcm, &areas, &offset, &frames);
    if (error < 0)
        return error;
    snd_pcm_sframes_t moved = snd_pcm_mmap_commit(use->pcm, offset, frames);
    if (moved > 0 && snd_pcm_state(use->pcm) == SND_PCM_STATE_PREPARED && (error = snd_pcm_start(use->pcm)) < 0)
        return error;
    return moved;
}

/* It looks at the frames that are free, as programs do that mix late; nothing in that tells it of the end, unless the kernel answers with an error. */
static void *user(void *argument)
{
    struct use *use = argument;
    long moved = 0;
    int number = 0;
    for (uint32_t round = 1; !sound_is_closing && number == 0; round++) {
        for (size_t page = 0; page < pages() && number == 0; page++)
            try_write32(at(page, of_thread), round, &number);

        snd_pcm_sframes_t now = error < 0 ? 0 : commit(use);
        if (now == -EPIPE)
            snd_pcm_prepare(use->pcm);
        else if (now < 0)
            error = now;
        else if ((moved += now) > (long)use->buffer)
            use->has_moved = true;
        usleep(500);
    }
    sound_fact("", use, "", error, number == 0 ? "not told" : sigabbrev_np(number));
    sound_ended(use);
    return NULL;
}

static void close_ring(struct use *use)
{
    munmap((void *)status, (size_t)getpagesize());
    sound_close_pcm(use);
}

static void touch(struct use *use, const char *label)
{
    char word[16];
    uint32_t value = 0;
    int number = 0;
    size_t kept = 0, page;
    for (page = 0; page < pages(); page++) {
        if (!try_read32(at(page, of_thread), &value, &number) || !try_write32(at(page, of_touch), 0x40000000, &number))
            break;
        bool is_data = value != 0;
        if (try_read32(at(page, of_touch), &value, &number) && value == 0x40000000 && is_data)
            kept++;
    }
    sound_fact(label, use, "", 0, number != 0 ? sigabbrev_np(number) : kept == pages() ? "old data, writable" : "changed");

    snprintf(word, sizeof word, "%u", *status);
    sound_fact(label, use, "status page", 0, word);
    sound_touch_pcm(use, label);
}

const struct kind sound_ring = {"ring", open_ring, user, touch, close_ring};
