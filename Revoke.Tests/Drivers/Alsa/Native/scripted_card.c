/*
 * A card that a test directs, as an external control plug-in of libasound: everything above the kernel is real.
 * Four elements, which all who have opened it share: Master has a volume with decibels and a switch, Mic a volume and a switch for capture.
 * Numbers of elements are libasound's: the place in the table, from 1.
 */
#include <alsa/asoundlib.h>
#include <alsa/control_external.h>

#include <pthread.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define ELEMENTS 4
#define CHANNELS 2
#define HOLDERS 64
#define EVENTS 64

struct element {
    const char *name;
    int type;
    long minimum, maximum;
    int has_decibels;
    long values[CHANNELS];
};

struct event {
    int number;
    unsigned int mask;
};

struct holder {
    snd_ctl_ext_t ext;
    struct event events[EVENTS];
    int first, count;
};

static const struct element fresh[ELEMENTS] = {
    { "Master Playback Volume", SND_CTL_ELEM_TYPE_INTEGER, 0, 80, 1, { 40, 40 } },
    { "Master Playback Switch", SND_CTL_ELEM_TYPE_BOOLEAN, 0, 1, 0, { 1, 1 } },
    { "Mic Capture Volume", SND_CTL_ELEM_TYPE_INTEGER, -10, 10, 0, { 0, 0 } },
    { "Mic Capture Switch", SND_CTL_ELEM_TYPE_BOOLEAN, 0, 1, 0, { 1, 1 } },
};

/* From -40 dB, in steps of half a decibel; the least is silence. */
static const unsigned int decibels[] = { SND_CTL_TLVT_DB_SCALE, 2 * sizeof(unsigned int), (unsigned int)-4000, 50 | 0x10000 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct element elements[ELEMENTS];
static struct holder *holders[HOLDERS];
static int element_count, is_gone, opened, closed, reads;

static void tell(int number, unsigned int mask)
{
    for (int i = 0; i < HOLDERS; i++) {
        struct holder *holder = holders[i];
        if (holder == NULL || !holder->ext.subscribed || holder->count == EVENTS)
            continue;
        holder->events[(holder->first + holder->count++) % EVENTS] = (struct event) { number, mask };
        eventfd_write(holder->ext.poll_fd, 1);
    }
}

static void on_close(snd_ctl_ext_t *ext)
{
    pthread_mutex_lock(&lock);
    for (int i = 0; i < HOLDERS; i++)
        if (holders[i] == ext->private_data)
            holders[i] = NULL;
    closed++;
    pthread_mutex_unlock(&lock);
    close(ext->poll_fd);
    free(ext->private_data);
}

static int count_elements(snd_ctl_ext_t *ext)
{
    return element_count;
}

static int list_element(snd_ctl_ext_t *ext, unsigned int offset, snd_ctl_elem_id_t *id)
{
    if (is_gone)
        return -ENODEV;
    if (offset >= ELEMENTS)
        return -ENOENT;
    snd_ctl_elem_id_set_interface(id, SND_CTL_ELEM_IFACE_MIXER);
    snd_ctl_elem_id_set_name(id, elements[offset].name);
    return 0;
}

static snd_ctl_ext_key_t find_element(snd_ctl_ext_t *ext, const snd_ctl_elem_id_t *id)
{
    for (int i = 0; i < element_count; i++)
        if (strcmp(elements[i].name, snd_ctl_elem_id_get_name(id)) == 0)
            return (snd_ctl_ext_key_t)i;
    return SND_CTL_EXT_KEY_NOT_FOUND;
}

static int get_attribute(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, int *type, unsigned int *access, unsigned int *count)
{
    *type = elements[key].type;
    *access = SND_CTL_EXT_ACCESS_READWRITE | (elements[key].has_decibels ? SND_CTL_EXT_ACCESS_TLV_READ : 0);
    *count = CHANNELS;
    return is_gone ? -ENODEV : 0;
}

static int get_range(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *minimum, long *maximum, long *step)
{
    *minimum = elements[key].minimum;
    *maximum = elements[key].maximum;
    *step = 1;
    return 0;
}

static int read_values(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *values)
{
    pthread_mutex_lock(&lock);
    memcpy(values, elements[key].values, sizeof(elements[key].values));
    pthread_mutex_unlock(&lock);
    return 0;
}

static int write_values(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *values)
{
    int is_new;
    pthread_mutex_lock(&lock);
    is_new = memcmp(elements[key].values, values, sizeof(elements[key].values)) != 0;
    if (is_new) {
        memcpy(elements[key].values, values, sizeof(elements[key].values));
        tell((int)key + 1, SND_CTL_EVENT_MASK_VALUE);
    }
    pthread_mutex_unlock(&lock);
    return is_new;
}

static int read_event(snd_ctl_ext_t *ext, snd_ctl_elem_id_t *id, unsigned int *mask)
{
    struct holder *holder = ext->private_data;
    int result = -EAGAIN;
    eventfd_t taken;
    pthread_mutex_lock(&lock);
    reads++;
    if (is_gone) {
        result = -ENODEV;
    } else if (holder->count > 0) {
        struct event event = holder->events[holder->first];
        holder->first = (holder->first + 1) % EVENTS;
        holder->count--;
        eventfd_read(ext->poll_fd, &taken);
        list_element(ext, (unsigned int)event.number - 1, id);
        snd_ctl_elem_id_set_numid(id, (unsigned int)event.number);
        *mask = event.mask;
        result = 1;
    }
    pthread_mutex_unlock(&lock);
    return result;
}

static const snd_ctl_ext_callback_t callbacks = {
    .close = on_close,
    .elem_count = count_elements,
    .elem_list = list_element,
    .find_elem = find_element,
    .get_attribute = get_attribute,
    .get_integer_info = get_range,
    .read_integer = read_values,
    .write_integer = write_values,
    .read_event = read_event,
};

SND_CTL_PLUGIN_DEFINE_FUNC(scripted)
{
    struct holder *holder;
    int place, error = -EBUSY;
    if (is_gone)
        return -ENODEV;
    holder = calloc(1, sizeof(*holder));
    holder->ext.version = SND_CTL_EXT_VERSION;
    holder->ext.card_idx = 7;
    strcpy(holder->ext.id, "Scripted");
    strcpy(holder->ext.driver, "Test");
    strcpy(holder->ext.name, "Scripted card");
    strcpy(holder->ext.longname, "Scripted card of a test");
    strcpy(holder->ext.mixername, "Scripted mixer");
    holder->ext.poll_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK | EFD_SEMAPHORE);
    holder->ext.callback = &callbacks;
    holder->ext.private_data = holder;
    holder->ext.tlv.p = decibels;
    pthread_mutex_lock(&lock);
    for (place = 0; place < HOLDERS && holders[place] != NULL; place++)
        ;
    if (place < HOLDERS && (error = snd_ctl_ext_create(&holder->ext, name, mode)) >= 0) {
        holders[place] = holder;
        opened++;
    }
    pthread_mutex_unlock(&lock);
    if (error < 0) {
        close(holder->ext.poll_fd);
        free(holder);
        return error;
    }
    *handlep = holder->ext.handle;
    return 0;
}

SND_CTL_PLUGIN_SYMBOL(scripted);

/* For the test. */

/* Adds definitions to the configuration that libasound has loaded. */
int scripted_configure(const char *text)
{
    snd_input_t *input;
    int error = snd_config_update();
    if (error < 0 || (error = snd_input_buffer_open(&input, text, -1)) < 0)
        return error;
    error = snd_config_load(snd_config, input);
    snd_input_close(input);
    return error;
}

void scripted_reset(void)
{
    pthread_mutex_lock(&lock);
    memcpy(elements, fresh, sizeof(elements));
    element_count = ELEMENTS;
    is_gone = opened = closed = reads = 0;
    pthread_mutex_unlock(&lock);
}

/* As by a knob of the card. */
void scripted_change(int number, int channel, long value)
{
    pthread_mutex_lock(&lock);
    elements[number - 1].values[channel] = value;
    tell(number, SND_CTL_EVENT_MASK_VALUE);
    pthread_mutex_unlock(&lock);
}

void scripted_tell(int number, unsigned int mask)
{
    pthread_mutex_lock(&lock);
    tell(number, mask);
    pthread_mutex_unlock(&lock);
}

/* The last ones go; numbers stay as they are. */
void scripted_remove_after(int count)
{
    pthread_mutex_lock(&lock);
    for (int number = element_count; number > count; number--)
        tell(number, SND_CTL_EVENT_MASK_REMOVE);
    element_count = count;
    pthread_mutex_unlock(&lock);
}

/* Whoever waits is woken, whoever asks is answered ENODEV, as of a real card that has gone. */
void scripted_unplug(void)
{
    pthread_mutex_lock(&lock);
    is_gone = 1;
    for (int i = 0; i < HOLDERS; i++)
        if (holders[i] != NULL)
            eventfd_write(holders[i]->ext.poll_fd, EVENTS);
    pthread_mutex_unlock(&lock);
}

/* What is polled is ready, and there is nothing. */
void scripted_ring(void)
{
    pthread_mutex_lock(&lock);
    for (int i = 0; i < HOLDERS; i++)
        if (holders[i] != NULL)
            eventfd_write(holders[i]->ext.poll_fd, 1);
    pthread_mutex_unlock(&lock);
}

/* How often somebody has looked for an event. */
int scripted_reads(void)
{
    return reads;
}

int scripted_opened(void)
{
    return opened;
}

int scripted_closed(void)
{
    return closed;
}
