/*
 * The gate's protocol: readers enter and leave, revokers close, kick, drain and release. README.md says what is checked, and how.
 * Each statement is one step that steps of others may come between; `atomic` is one step of the machine, or a section under the lock.
 */

#define READERS  2
#define REVOKERS 2
#define ROUNDS   2      /* how often a reader tries to enter */
#define LIMIT    2      /* counted uses before the gate is promoted */
#define DEPTH    (2 * ROUNDS)    /* of a store buffer: it is never full */

/* The word: three bits, and above them the count of uses of a gate that is not promoted. */
#define CLOSED   1
#define PROMOTED 2
#define OCCUPIED 4
#define USE      8
byte word;

/* A reader's slot as the others see it, and the stores to it that are still under way. */
bit slot[READERS];
chan buffer[READERS] = [DEPTH] of { bit };

bit fenced;             /* a barrier was done after the gate was closed */

/* Under the lock. */
bit lock;
bit news[REVOKERS];     /* a signal since this waiter began to look; stands for comparing counts of signals */
byte joiners;           /* kicks that are inside the closed gate */
bit drained;            /* it was seen empty, and nobody comes in any more */

/* Only for the checks. */
byte inside, releases, returned;

/* A store arrives when the machine likes, in its order. */
proctype Memory(byte me)
{
end:    do
        :: buffer[me] ? slot[me]
        od
}

/* Holds when all own stores have arrived: what an interlocked operation, and taking a lock, waits for. */
#define FLUSHED  empty(buffer[me])

#define ENTERED  inside++; assert(releases == 0)

inline tell()
{
        news[0] = true; news[1] = true
}

inline signal()
{
        atomic { FLUSHED && !lock -> tell() }
}

inline leave()
{
#ifdef LOOK_BEFORE_CLEAR
        seen = word;
#endif
        atomic { buffer[me] ! 0 -> inside-- }
        if
        :: counted -> atomic { FLUSHED -> seen = word; word = word & ~OCCUPIED }
        :: !counted ->
#ifdef LOOK_BEFORE_CLEAR
                skip
#else
                seen = word
#endif
        fi;
        if
        :: seen & CLOSED -> signal()
        :: else
        fi
}

#define CAN_COUNT (!(seen & OCCUPIED) && seen < LIMIT * USE)

proctype Reader(byte me)
{
        byte seen, round;
        bit counted;

        do
        :: round == ROUNDS -> break
        :: else ->
                round++;
                counted = false;
                seen = word;
                if
                :: seen & CLOSED -> break       /* as in all other rounds */
                :: else
                fi;
                buffer[me] ! 1;                 /* publish, in both phases, before looking */

                /* Compare and swap until the use is counted, or the gate is promoted or closed. */
                do
                :: counted || seen & (CLOSED | PROMOTED) -> break
                :: else -> atomic {
                        FLUSHED ->
                        if
                        :: word != seen -> seen = word
                        :: word == seen && CAN_COUNT -> word = (word | OCCUPIED) + USE; counted = true; ENTERED
                        :: word == seen && !CAN_COUNT -> word = word | PROMOTED; seen = word
                        fi }
                od;

                if
                :: !counted -> atomic {
                        seen = word;
                        if
                        :: seen & CLOSED
                        :: else -> ENTERED
                        fi }
                :: counted
                fi;

                if
                :: !counted && seen & CLOSED -> buffer[me] ! 0; signal()        /* refused; a scan may have seen the slot */
                :: else -> leave()
                fi;
                seen = 0
        od
}

/* The process-wide barrier: a moment for each reader, in any order, at which all its stores have arrived. */
inline barrier()
{
#ifndef NO_BARRIER
        if
        :: empty(buffer[0]) -> empty(buffer[1])
        :: empty(buffer[1]) -> empty(buffer[0])
        fi;
#endif
        fenced = true
}

/* Slots first, the word last. A gate that was never promoted may be judged by its word alone. */
inline scan()
{
        occupied = false;
        if
        :: occupied = slot[0]; occupied = occupied || slot[1]
        :: !(word & PROMOTED)
        fi;
        occupied = occupied || word & OCCUPIED
}

proctype Revoker(byte me)
{
        byte seen;
        bit occupied, mine;

        atomic { seen = word; word = word | CLOSED }
        if
        :: seen & PROMOTED -> barrier()
#ifdef ONE_BARRIER
        :: seen & CLOSED
#else
        :: seen & CLOSED && fenced      /* another revoker's is as good */
#endif
        :: !(seen & PROMOTED)
        fi;
        seen = 0;

        /* The kick is driver code: no lock is held, so it joins those inside, if there are any. */
        atomic { !lock -> lock = true }
        scan();
        atomic {
#ifdef NO_LATCH
                occupied = occupied;
#else
                occupied = occupied && !drained;
#endif
                lock = false;
                if
                :: occupied -> joiners++; assert(releases == 0)
                :: else
                fi }
        if
        :: occupied -> atomic { !lock -> joiners--; tell() }
        :: else
        fi;

        /* Wait until nobody is inside. Who sees that first will release. */
        do
        :: news[me] = false;
#ifdef JOINERS_FIRST
                mine = joiners > 0;
                scan();
                occupied = occupied || mine;
#else
                scan();
#endif
                atomic {
                        !lock ->
#ifndef JOINERS_FIRST
                        occupied = occupied || joiners > 0;
#endif
                        mine = !occupied && !drained;
                        drained = drained || !occupied }
                if
                :: occupied -> !lock && news[me]        /* asleep */
                :: else -> break
                fi
        od;

        atomic {
                assert(word & CLOSED && inside == 0);
                if
                :: mine -> assert(joiners == 0 && releases == 0); releases++
                :: else
                fi;
                returned++ }
}

init
{
        byte i;
        atomic {
                if
                :: word = 0
                :: word = PROMOTED
                fi;
                for (i : 0 .. READERS - 1) { run Memory(i); run Reader(i) }
                for (i : 0 .. REVOKERS - 1) { run Revoker(i) }
        }
        returned == REVOKERS -> assert(releases == 1)
}
