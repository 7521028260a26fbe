/*
 * A PCM that a test directs, as an external input/output plug-in of libasound: everything above the kernel is real. Its clock is the test:
 * frames are played, or recorded, when it says so. What is recorded counts its frames from 0. One can be open at a time.
 *   pcm.NAME { type scripted  descriptors 2  bell file }
 * descriptors: how many are polled; the last one is rung. bell file: they are such that are always ready, and that epoll refuses.
 */
#include <alsa/asoundlib.h>
#include <alsa/pcm_external.h>

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define MOST_DESCRIPTORS 4
#define MOST_BYTES (1 << 20)

struct pcm {
    snd_pcm_ioplug_t io;
    int descriptors[MOST_DESCRIPTORS];
    int count;
    snd_pcm_uframes_t position; /* of the hardware, in the ring buffer */
    unsigned int recorded;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct pcm *current;
static unsigned char played[MOST_BYTES];
static size_t played_bytes;
static int opened, closed, looks, is_gone, has_xrun, is_stuck, refusals;

static void ring(void)
{
    if (current != NULL)
        eventfd_write(current->descriptors[current->count - 1], 1);
}

static int on_close(snd_pcm_ioplug_t *io)
{
    struct pcm *pcm = io->private_data;
    pthread_mutex_lock(&lock);
    current = NULL;
    closed++;
    pthread_mutex_unlock(&lock);
    for (int i = 0; i < pcm->count; i++)
        close(pcm->descriptors[i]);
    free(pcm);
    return 0;
}

static int on_start(snd_pcm_ioplug_t *io)
{
    return is_gone ? -ENODEV : 0;
}

static int on_stop(snd_pcm_ioplug_t *io)
{
    return 0;
}

static int on_prepare(snd_pcm_ioplug_t *io)
{
    struct pcm *pcm = io->private_data;
    pthread_mutex_lock(&lock);
    has_xrun = 0;
    pcm->position = 0;
    pthread_mutex_unlock(&lock);
    return is_gone ? -ENODEV : 0;
}

static int on_resume(snd_pcm_ioplug_t *io)
{
    int error;
    pthread_mutex_lock(&lock);
    error = refusals < 0 ? -ENOSYS : refusals > 0 ? -EAGAIN : 0;
    if (refusals > 0)
        refusals--;
    pthread_mutex_unlock(&lock);
    if (error == 0)
        snd_pcm_ioplug_set_state(io, SND_PCM_STATE_RUNNING);
    return error;
}

static snd_pcm_sframes_t on_pointer(snd_pcm_ioplug_t *io)
{
    struct pcm *pcm = io->private_data;
    snd_pcm_sframes_t position;
    pthread_mutex_lock(&lock);
    position = has_xrun ? -EPIPE : (snd_pcm_sframes_t)pcm->position;
    pthread_mutex_unlock(&lock);
    return position;
}

static snd_pcm_sframes_t on_transfer(snd_pcm_ioplug_t *io, const snd_pcm_channel_area_t *areas, snd_pcm_uframes_t offset, snd_pcm_uframes_t size)
{
    struct pcm *pcm = io->private_data;
    unsigned char *first = (unsigned char *)areas->addr + (areas->first + areas->step * offset) / 8;
    size_t bytes = size * areas->step / 8;
    pthread_mutex_lock(&lock);
    if (is_gone) {
        pthread_mutex_unlock(&lock);
        return -ENODEV;
    }
    if (io->stream == SND_PCM_STREAM_PLAYBACK) {
        if (bytes > MOST_BYTES - played_bytes)
            bytes = MOST_BYTES - played_bytes;
        memcpy(played + played_bytes, first, bytes);
        played_bytes += bytes;
    } else {
        for (size_t i = 0; i < size; i++, pcm->recorded++)
            memcpy(first + i * areas->step / 8, &pcm->recorded, sizeof(pcm->recorded));
    }
    pthread_mutex_unlock(&lock);
    return (snd_pcm_sframes_t)size;
}

static int count_descriptors(snd_pcm_ioplug_t *io)
{
    return ((struct pcm *)io->private_data)->count;
}

static int get_descriptors(snd_pcm_ioplug_t *io, struct pollfd *polled, unsigned int space)
{
    struct pcm *pcm = io->private_data;
    unsigned int count = (unsigned int)pcm->count < space ? (unsigned int)pcm->count : space;
    for (unsigned int i = 0; i < count; i++)
        polled[i] = (struct pollfd) { .fd = pcm->descriptors[i], .events = POLLIN };
    return (int)count;
}

/* The bell is silenced by who looks; what it means is whether something can be moved. */
static int translate(snd_pcm_ioplug_t *io, struct pollfd *polled, unsigned int count, unsigned short *events)
{
    const unsigned short ready = io->stream == SND_PCM_STREAM_PLAYBACK ? POLLOUT : POLLIN;
    eventfd_t rung;
    snd_pcm_sframes_t available;
    pthread_mutex_lock(&lock);
    looks++;
    if (!is_stuck && !is_gone && !has_xrun)
        for (unsigned int i = 0; i < count; i++)
            eventfd_read(polled[i].fd, &rung);
    pthread_mutex_unlock(&lock);
    available = snd_pcm_avail_update(io->pcm);
    *events = is_gone || available < 0 ? ready | POLLERR : is_stuck || (snd_pcm_uframes_t)available >= io->period_size ? ready : 0;
    return 0;
}

static const snd_pcm_ioplug_callback_t callbacks = {
    .close = on_close,
    .start = on_start,
    .stop = on_stop,
    .prepare = on_prepare,
    .resume = on_resume,
    .pointer = on_pointer,
    .transfer = on_transfer,
    .poll_descriptors_count = count_descriptors,
    .poll_descriptors = get_descriptors,
    .poll_revents = translate,
};

static int set_parameters(snd_pcm_ioplug_t *io)
{
    static const unsigned int access[] = { SND_PCM_ACCESS_RW_INTERLEAVED };
    static const unsigned int format[] = { SND_PCM_FORMAT_S16_LE };
    int error;
    if ((error = snd_pcm_ioplug_set_param_list(io, SND_PCM_IOPLUG_HW_ACCESS, 1, access)) < 0
        || (error = snd_pcm_ioplug_set_param_list(io, SND_PCM_IOPLUG_HW_FORMAT, 1, format)) < 0
        || (error = snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_CHANNELS, 2, 2)) < 0
        || (error = snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_RATE, 48000, 48000)) < 0
        || (error = snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_PERIOD_BYTES, 64, 65536)) < 0)
        return error;
    return snd_pcm_ioplug_set_param_minmax(io, SND_PCM_IOPLUG_HW_PERIODS, 2, 64);
}

SND_PCM_PLUGIN_DEFINE_FUNC(scripted)
{
    struct pcm *pcm;
    snd_config_iterator_t i, next;
    long descriptors = 1;
    const char *bell = "eventfd";
    int error = -EBUSY;
    snd_config_for_each(i, next, conf) {
        snd_config_t *entry = snd_config_iterator_entry(i);
        const char *id;
        if (snd_config_get_id(entry, &id) < 0)
            continue;
        if (strcmp(id, "descriptors") == 0)
            snd_config_get_integer(entry, &descriptors);
        else if (strcmp(id, "bell") == 0)
            snd_config_get_string(entry, &bell);
    }
    if (descriptors < 1 || descriptors > MOST_DESCRIPTORS)
        return -EINVAL;
    if (is_gone)
        return -ENODEV;
    pcm = calloc(1, sizeof(*pcm));
    for (pcm->count = 0; pcm->count < descriptors; pcm->count++)
        pcm->descriptors[pcm->count] = strcmp(bell, "file") == 0 ? open("/dev/zero", O_RDWR | O_CLOEXEC) : eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pcm->io.version = SND_PCM_IOPLUG_VERSION;
    pcm->io.name = "Scripted PCM of a test";
    pcm->io.callback = &callbacks;
    pcm->io.private_data = pcm;
    pthread_mutex_lock(&lock);
    if (current == NULL && (error = snd_pcm_ioplug_create(&pcm->io, name, stream, mode)) >= 0) {
        current = pcm;
        opened++;
    }
    pthread_mutex_unlock(&lock);
    if (error < 0) {
        for (int j = 0; j < pcm->count; j++)
            close(pcm->descriptors[j]);
        free(pcm);
        return error;
    }
    if ((error = set_parameters(&pcm->io)) < 0) {
        snd_pcm_ioplug_delete(&pcm->io);
        return error;
    }
    *pcmp = pcm->io.pcm;
    return 0;
}

SND_PCM_PLUGIN_SYMBOL(scripted);

/* For the test. */

void scripted_pcm_reset(void)
{
    pthread_mutex_lock(&lock);
    played_bytes = 0;
    opened = closed = looks = is_gone = has_xrun = is_stuck = refusals = 0;
    pthread_mutex_unlock(&lock);
}

/* So many frames are played, or have come. */
void scripted_pcm_move(int frames)
{
    pthread_mutex_lock(&lock);
    if (current != NULL) {
        current->position = (current->position + (snd_pcm_uframes_t)frames) % current->io.buffer_size;
        ring();
    }
    pthread_mutex_unlock(&lock);
}

/* It runs out of frames, or of room. */
void scripted_pcm_xrun(void)
{
    pthread_mutex_lock(&lock);
    has_xrun = 1;
    ring();
    pthread_mutex_unlock(&lock);
}

/* The hardware sleeps. So often it is not up yet when it is to resume; -1: it cannot. */
void scripted_pcm_suspend(int times)
{
    pthread_mutex_lock(&lock);
    refusals = times;
    if (current != NULL)
        snd_pcm_ioplug_set_state(&current->io, SND_PCM_STATE_SUSPENDED);
    ring();
    pthread_mutex_unlock(&lock);
}

/* From now on it is ready all the time, whatever can be moved. */
void scripted_pcm_stick(void)
{
    pthread_mutex_lock(&lock);
    is_stuck = 1;
    ring();
    pthread_mutex_unlock(&lock);
}

void scripted_pcm_unplug(void)
{
    pthread_mutex_lock(&lock);
    is_gone = 1;
    if (current != NULL)
        snd_pcm_ioplug_set_state(&current->io, SND_PCM_STATE_DISCONNECTED);
    ring();
    pthread_mutex_unlock(&lock);
}

/* How often somebody has asked what its readiness means. */
int scripted_pcm_looks(void)
{
    return looks;
}

int scripted_pcm_opened(void)
{
    return opened;
}

int scripted_pcm_closed(void)
{
    return closed;
}

int scripted_pcm_played(unsigned char *bytes, int size)
{
    int count;
    pthread_mutex_lock(&lock);
    count = played_bytes < (size_t)size ? (int)played_bytes : size;
    memcpy(bytes, played, (size_t)count);
    pthread_mutex_unlock(&lock);
    return count;
}
