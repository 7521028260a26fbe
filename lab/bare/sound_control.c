/* Who waits for the next event of a card: in snd_ctl_read, or in poll. */
#include "sound.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int card_id(snd_ctl_t *control, char *text, size_t size)
{
    snd_ctl_card_info_t *about;
    snd_ctl_card_info_alloca(&about);
    int error = snd_ctl_card_info(control, about);
    if (error >= 0)
        snprintf(text, size, "%s", snd_ctl_card_info_get_id(about));
    return error;
}

/* Takes a number or a switch of the card to its other end and back, as a mixer does; everybody gets an event for each. */
static int turn_something(snd_ctl_t *control)
{
    snd_ctl_elem_list_t *list;
    snd_ctl_elem_id_t *id;
    snd_ctl_elem_info_t *about;
    snd_ctl_elem_value_t *value;
    snd_ctl_elem_list_alloca(&list);
    snd_ctl_elem_id_alloca(&id);
    snd_ctl_elem_info_alloca(&about);
    snd_ctl_elem_value_alloca(&value);
    int error = snd_ctl_elem_list(control, list);
    if (error < 0 || (error = snd_ctl_elem_list_alloc_space(list, snd_ctl_elem_list_get_count(list))) < 0)
        return error;
    error = snd_ctl_elem_list(control, list);
    for (unsigned i = 0; error >= 0 && i < snd_ctl_elem_list_get_used(list); i++) {
        snd_ctl_elem_list_get_id(list, i, id);
        snd_ctl_elem_info_set_id(about, id);
        snd_ctl_elem_value_set_id(value, id);
        if (snd_ctl_elem_info(control, about) < 0 || !snd_ctl_elem_info_is_readable(about) || !snd_ctl_elem_info_is_writable(about))
            continue;
        bool is_switch = snd_ctl_elem_info_get_type(about) == SND_CTL_ELEM_TYPE_BOOLEAN;
        if ((!is_switch && snd_ctl_elem_info_get_type(about) != SND_CTL_ELEM_TYPE_INTEGER) || (error = snd_ctl_elem_read(control, value)) < 0)
            continue;
        long least = is_switch ? 0 : snd_ctl_elem_info_get_min(about), most = is_switch ? 1 : snd_ctl_elem_info_get_max(about);
        long old = snd_ctl_elem_value_get_integer(value, 0);
        snd_ctl_elem_value_set_integer(value, 0, old == most ? least : most);
        error = snd_ctl_elem_write(control, value);
        snd_ctl_elem_value_set_integer(value, 0, old);
        if (error >= 0)
            error = snd_ctl_elem_write(control, value);
        break;
    }
    snd_ctl_elem_list_free_space(list);
    return error;
}

static void open_with(struct use *use, int mode)
{
    struct pollfd one;
    if ((errno = -snd_ctl_open(&use->control, use->name, mode)) > 0 || (errno = -card_id(use->control, use->id, sizeof use->id)) > 0 ||
        (errno = -snd_ctl_subscribe_events(use->control, 1)) > 0 || snd_ctl_poll_descriptors(use->control, &one, 1) != 1 ||
        (errno = -turn_something(use->control)) > 0)
        die(use->name);
    sound_keep_file(use, one.fd);
}

static void open_blocking(struct use *use) { open_with(use, 0); }
static void open_polled(struct use *use) { open_with(use, SND_CTL_NONBLOCK); }

static int wait_once(struct use *use, int milliseconds)
{
    struct pollfd one;
    snd_ctl_poll_descriptors(use->control, &one, 1);
    return poll(&one, 1, milliseconds) > 0 ? one.revents : 0;
}

static void *reader(void *argument)
{
    struct use *use = argument;
    snd_ctl_event_t *event;
    int error;
    snd_ctl_event_alloca(&event);
    while ((error = snd_ctl_read(use->control, event)) > 0)
        use->has_moved = true;
    sound_fact("", use, "", error, "no event");
    sound_ended(use);
    return NULL;
}

static void *poller(void *argument)
{
    struct use *use = argument;
    snd_ctl_event_t *event;
    int seen;
    snd_ctl_event_alloca(&event);
    while (((seen = wait_once(use, -1)) & ~POLLIN) == 0)
        if (snd_ctl_read(use->control, event) > 0)
            use->has_moved = true;
    sound_fact("", use, "", 0, poll_names(seen));
    sound_ended(use);
    return NULL;
}

static void touch(struct use *use, const char *label)
{
    char ignored[32], named[32] = "";
    snd_ctl_t *again;
    sound_fact(label, use, "", card_id(use->control, ignored, sizeof ignored), "answers");
    sound_fact(label, use, "turn", turn_something(use->control), "done");
    sound_fact(label, use, "poll", 0, poll_names(wait_once(use, 100)));
    int error = snd_ctl_open(&again, use->name, SND_CTL_NONBLOCK);
    sound_touch_name(use, label, error);
    if (error >= 0) {
        sound_fact(label, use, "card", card_id(again, named, sizeof named), strcmp(named, use->id) == 0 ? "the same" : "another");
        snd_ctl_close(again);
    }
}

static void close_control(struct use *use) { snd_ctl_close(use->control); }

const struct kind sound_control = {"control", open_blocking, reader, touch, close_control};
const struct kind sound_events = {"events", open_polled, poller, touch, close_control};
