#pragma once

#include "sim/base/reused.h"
#include "sim/base/ring.h"
#include "sim/link/fault_list.h"
#include "sim/link/loss_stream.h"
#include "sim/link/transmitter.h"
#include "sim/net/event_queue.h"
#include "sim/net/host.h"
#include "sim/net/path_table.h"
#include "sim/net/recorder.h"
#include "sim/net/stage.h"
#include "sim/program/interpreter.h"
#include "sim/tcp/connection.h"
#include "sim/tcp/refusal.h"
#include "sim/trace/conversation_book.h"

#include <array>
#include <cstdint>
#include <memory>
#include <vector>

namespace sim {

/// A segment on its way.
struct InFlight {
    Time at{};        ///< when it arrives
    RecordId cause{}; ///< its departure
    ConversationId conversation{};
    bool corrupted{};
    std::uint16_t injection{}; ///< its number from 1, when the scenario put it here
    Segment segment;

    bool operator==(const InFlight&) const = default;
};

/// When the first segment in flight arrives; it stands for all those behind it.
struct NextArrival {
    Time at{never};
    std::uint64_t order{}; ///< as of an Event

    bool operator==(const NextArrival&) const = default;
};

/// One direction of the link.
struct Direction {
    Transmitter transmitter;
    std::uint32_t header_bytes{}; ///< of IP and TCP, without options
    LossStream loss;
    Ring<InFlight> in_flight;
    NextArrival next;
    std::vector<InFlight> late; ///< those a fault has delayed, each with an event of its own
    std::uint32_t late_under_way{};

    bool operator==(const Direction&) const = default;
};

/// A segment that waits on the wire for the end of a hold.
struct HeldSegment {
    std::uint32_t hold{};
    std::uint8_t from{};
    InFlight flight;

    bool operator==(const HeldSegment&) const = default;
};

/// A SYN of a flood that the trace keeps, on its way.
struct KeptSyn {
    std::uint64_t number{};
    ConversationId conversation{};
    RecordId departure{};

    bool operator==(const KeptSyn&) const = default;
};

/// How far a flood has come. Its SYNs are made when they arrive: none of them is stored.
struct FloodState {
    std::uint64_t arrived{};   ///< as many have reached the host
    std::uint64_t next_kept{}; ///< the next one that the trace keeps and that has not left yet
    Ring<KeptSyn> kept;
    Ring<InFlight> syn_acks; ///< on their way to sources that answer
    Ring<InFlight> answers;  ///< and the answers
    std::array<FateTally, flood_fates> fates{};

    bool operator==(const FloodState&) const = default;
};

/// Bytes of a connection's incoming stream that its peer has not sent.
struct ForeignText {
    std::uint64_t offset{}; ///< in the stream
    std::uint32_t length{};
    std::uint16_t injection{}; ///< whose they are, from 1
    std::uint32_t first{};     ///< and where they begin in it

    bool operator==(const ForeignText&) const = default;
};

/// A connection where the World keeps it.
struct Slot {
    Connection connection;
    std::uint8_t host{};
    ConversationId conversation{};
    Time wake_at{never};         ///< a wake-up is only ever brought forward
    std::uint32_t program{};     ///< whose socket it is, or whose listener it came to
    bool reuse_address{};        ///< SO_REUSEADDR was set on its socket, or its listener's
    AppEvent error{};            ///< refused, reset or timed out, until the program hears of it
    std::uint32_t peer_stream{}; ///< the store its data comes from
    std::vector<ForeignText> foreign; ///< what of the incoming stream comes from elsewhere
    std::uint32_t
        queue_place{}; ///< while half open or not accepted: its slot in the listener's row
    bool young{};      ///< half open, and its SYN-ACK was sent only once
    bool acked{};      ///< half open, though its ACK has come: the accept queue was full
    bool handed_on{};  ///< has come into the accept queue
    bool untraced{};   ///< of a flood's SYN that the trace does not keep
    Time since{};      ///< when its SYN arrived
    RecordId news{};   ///< the record that a call which comes back now is owed to
    std::array<RecordId, timer_kinds> timer_causes{};
    std::array<Time, timer_kinds> timer_due{};   ///< the deadlines as they were recorded
    std::array<Time, timer_kinds> timer_began{}; ///< when each deadline was set

    bool operator==(const Slot&) const = default;
};

/// The sockets that a program has opened and not closed.
struct OwnedSockets {
    SocketId first{};     ///< no older one is open
    std::uint32_t open{}; ///< how many are

    bool operator==(const OwnedSockets&) const = default;
};

/// A program whose turn it is.
struct RunningProgram {
    std::size_t index{};
    const Program& program;
    ProgramState& where;
    Host& host;
    RecordId& cause; ///< the record it acts upon
};

/// A call that a program makes, with the socket it is made on: null where it names none that
/// exists.
struct CallInHand {
    std::size_t program{};
    const Call& call;
    Socket* socket{};
    CallResult& result;
};

/// Not CLOSED, nor back in LISTEN, where the listener has its port.
bool is_alive(const Connection& connection);

/// Two hosts and the link between them at one instant: a value. It can be copied, compared and
/// hashed, and the same World goes on the same way every time.
class World {
public:
    explicit World(std::shared_ptr<const Stage> stage);

    /// Works off the next event; false when there is none. What happened goes to `recorder`; `step`
    /// is scratch that the caller keeps.
    bool advance(Step& step, Recorder& recorder);

    [[nodiscard]] Time now() const { return now_; }
    /// When the next event is due; never, when there is none.
    [[nodiscard]] Time next_event_at() const;
    [[nodiscard]] RecordId last_record() const { return last_record_; }
    /// All programs have ended, nothing is in flight, and no timer will send.
    [[nodiscard]] bool is_quiet() const;
    /// And every connection is gone.
    [[nodiscard]] bool is_closed() const;
    /// What the model met and does not know; none where all is well.
    [[nodiscard]] Rule unmodelled() const { return unmodelled_; }
    [[nodiscard]] std::uint64_t events() const { return events_; }
    /// Segments put on the link so far, those that died there included.
    [[nodiscard]] std::uint64_t departures() const { return departures_; }

    [[nodiscard]] const Stage& stage() const { return *stage_; }
    [[nodiscard]] const std::vector<Slot>& slots() const { return slots_; }
    [[nodiscard]] const std::vector<Host>& hosts() const { return hosts_; }
    [[nodiscard]] const std::vector<ProgramState>& programs() const { return programs_; }
    [[nodiscard]] const std::vector<FloodState>& floods() const { return floods_; }

    [[nodiscard]] std::uint64_t digest() const;
    bool operator==(const World& other) const = default;

private:
    // The way of a segment.
    EventQueue& soonest_queue();
    void happens(const Event& event, Step& step, Recorder& recorder);
    void arrive(std::uint8_t from, Direction& direction, Step& step, Recorder& recorder);
    void arrive_late(std::uint8_t from, std::size_t place, Step& step, Recorder& recorder);
    void deliver(std::uint8_t host, const InFlight& flight, Step& step, Recorder& recorder);
    void deliver_to_connection(SlotId id, const InFlight& flight, Step& step, Recorder& recorder);
    bool make_way(SlotId id, const InFlight& flight, Step& step, Recorder& recorder);
    void refuse(std::uint8_t host, const InFlight& flight, const Refusal& refusal,
                Recorder& recorder);
    void transmit(std::uint8_t from, const Segment& segment, const Cause& cause,
                  const Connection* sender, Recorder& recorder);
    [[gnu::noinline]] void put_on_link(Direction& direction, const Segment& segment, RecordId cause,
                                       ConversationId conversation, Recorder& recorder);
    void put_on_faulty_link(std::uint8_t from, InFlight flight, Recorder& recorder);
    [[nodiscard]] std::optional<Time> admit(Direction& direction, const InFlight& flight,
                                            Recorder& recorder);
    void is_under_way(Direction& direction, InFlight& flight, Time arrival);
    void cross_link(std::uint8_t from, const InFlight& flight, Duration extra_delay,
                    Recorder& recorder);
    void release_held();
    RecordId record_departure(std::uint8_t from, const Segment& segment, const Cause& cause,
                              const Connection* sender, Recorder& recorder);
    void drop(const InFlight& flight, DropReason reason, Rule rule, Recorder& recorder);
    void schedule_late(std::uint8_t from, InFlight flight, Time at);
    RecordId record_arrival(std::uint8_t host, const InFlight& flight, const Connection* connection,
                            Rule rule, Recorder& recorder) {
        return recorder.is_on() ? write_arrival(host, flight, connection, rule, recorder) : 0;
    }
    RecordId write_arrival(std::uint8_t host, const InFlight& flight, const Connection* connection,
                           Rule rule, Recorder& recorder);

    // Listeners and their queues.
    void deliver_to_listener(Listener& listener, const InFlight& flight,
                             const Predecessor* predecessor, Step& step, Recorder& recorder);
    SynVerdict take_syn(Listener& listener, const InFlight& flight, const Predecessor* predecessor,
                        Step& step, Recorder& recorder);
    void queue_syn(Listener& listener, const InFlight& flight, const Predecessor* predecessor,
                   Step& step, Recorder& recorder);
    void answer_with_cookie(Listener& listener, const InFlight& flight, Recorder& recorder);
    void take_cookie(Listener& listener, const InFlight& flight, Step& step, Recorder& recorder);
    void evict_oldest(const Listener& listener, RecordId cause, Step& step, Recorder& recorder);
    bool meets_full_accept_queue(SlotId id, const InFlight& flight, Step& step, Recorder& recorder);
    [[nodiscard]] Listener* listener_of(const Slot& slot);
    void fire_timer(Slot& slot, TimerKind kind, Step& step);
    void leave_syn_queue(SlotId id);
    void join_accept_queue(SlotId id);

    // Floods.
    void schedule_floods();
    void keep_next(std::size_t place, std::uint64_t from);
    void flood_departs(std::size_t place, Recorder& recorder);
    void flood_arrives(std::size_t place, Step& step, Recorder& recorder);
    FloodFate deliver_flood_syn(std::uint8_t host, const InFlight& flight, Step& step,
                                Recorder& recorder);
    /// An address of no host: the hosts stand at either end of the link.
    [[nodiscard]] bool is_source(AddressId address) const { return address >= directions_.size(); }
    void transmit_to_source(std::uint8_t from, const Segment& segment, const Cause& cause,
                            const Connection* sender, Recorder& recorder);
    void source_answers(std::size_t place, Recorder& recorder);
    void answer_arrives(std::size_t place, Step& step, Recorder& recorder);
    void give_back(SlotId id);

    // Segments that the scenario puts on the link.
    void schedule_injections();
    void schedule_injections_after(const Departure& departure, RecordId cause);
    void inject(std::size_t place, RecordId cause, Recorder& recorder);
    void inject_icmp(std::size_t place, RecordId cause);
    void deliver_icmp(std::uint8_t host, const InFlight& flight, Step& step, Recorder& recorder);
    RecordId record_injection(const Injection& injection, const InFlight& flight, RecordId cause,
                              Recorder& recorder);
    [[nodiscard]] bool name_numbers(const Injection& injection, Segment& segment) const;
    [[nodiscard]] bool name_timestamps(const Injection& injection, Segment& segment) const;
    [[nodiscard]] const Slot* end_of(ConversationId conversation, std::uint8_t host) const;
    static void note_foreign_text(Slot& slot, const InFlight& flight);
    void read_stream(const Slot& slot, std::uint64_t offset, std::uint32_t count,
                     ByteStream& bytes) const;

    // What an input did to a connection.
    void commit(SlotId id, RecordId cause, const Step& step, Recorder& recorder);
    void commit_effect(Slot& slot, const Effect& effect, RecordId cause, const Step& step,
                       Recorder& recorder);
    void record_effect(const Slot& slot, const Effect& effect, RecordId cause, Recorder& recorder);
    void note(Slot& slot, AppEvent event, RecordId cause);
    void record_timers(Slot& slot, RecordId cause, Recorder& recorder);
    void schedule_wakeup(SlotId id);
    void wake(SlotId id, Step& step, Recorder& recorder);
    [[nodiscard]] SlotId id_of(const Slot& slot) const {
        return static_cast<SlotId>(&slot - slots_.data());
    }
    SlotId new_slot(std::uint8_t host, ConversationId conversation, Opening opening);
    SlotId new_passive_slot(std::uint8_t host, const Listener& listener, const InFlight& flight);
    RecordId write(const Record& record, Recorder& recorder);
    void schedule(EventQueue& queue, Event event);
    const Profile& profile_of(std::uint8_t host) const { return *profiles_[host]; }

    // Programs: each call returns true when it came back, false when it blocks.
    [[nodiscard]] bool is_carrying() const;
    void run_programs(Step& step, Recorder& recorder);
    void run_program(std::size_t index, Step& step, Recorder& recorder);
    bool make_next_call(const RunningProgram& running, Step& step, Recorder& recorder);
    void end_program(std::size_t index, Step& step, Recorder& recorder);
    RecordId record_call(std::size_t index, const Call& call, const CallResult* result,
                         RecordId cause, Recorder& recorder) {
        return recorder.is_full() ? write_call(index, call, result, cause, recorder) : 0;
    }
    RecordId write_call(std::size_t index, const Call& call, const CallResult* result,
                        RecordId cause, Recorder& recorder);
    bool make_call(const CallInHand& hand, Step& step, Recorder& recorder);
    void call_socket(const CallInHand& hand);
    SocketId own_socket(const Socket& socket);
    [[nodiscard]] bool port_is_free(std::uint8_t place, std::uint16_t port, bool reuse) const;
    std::uint16_t take_port(std::uint8_t place);
    void call_bind(const CallInHand& hand);
    void call_setsockopt(const CallInHand& hand, Step& step, Recorder& recorder);
    void change_option(const CallInHand& hand, Step& step, Recorder& recorder);
    void call_listen(const CallInHand& hand, Recorder& recorder);
    bool call_connect(const CallInHand& hand, Step& step, Recorder& recorder);
    bool open_connection(std::size_t index, Socket& socket, const Path& path, Step& step,
                         Recorder& recorder);
    ConversationId conversation_of(const Segment& syn, Recorder& recorder);
    Predecessor take_over(SlotId old, RecordId cause, Step& step, Recorder& recorder);
    bool call_accept(const CallInHand& hand);
    void record_listening(std::size_t index, Recorder& recorder);
    const Slot* slot_of(std::size_t index, const Call& call, const CallResult* result) const;
    bool call_send(const CallInHand& hand, Step& step, Recorder& recorder);
    bool call_recv(const CallInHand& hand, Step& step, Recorder& recorder);
    bool call_recv_urgent(const CallInHand& hand);
    void call_shutdown(const CallInHand& hand, Step& step, Recorder& recorder);
    bool call_sleep(std::size_t index, const Call& call);
    void close_socket(std::size_t index, Socket& socket, Step& step, Recorder& recorder);
    void close_listener(Listener& listener, RecordId cause, Step& step, Recorder& recorder);

    std::shared_ptr<const Stage> stage_;
    std::array<const Profile*, 2> profiles_{}; ///< of its hosts, looked up once
    Time now_;
    std::uint64_t next_order_{};
    std::uint64_t events_{};
    std::uint64_t departures_{};
    RecordId last_record_{};
    Rule unmodelled_{};
    Reused<CallResult> result_;           ///< of the call that is being made
    std::vector<std::uint32_t> runnable_; ///< programs that may go on now, in the order of the news
    std::uint32_t programs_left_{};
    std::vector<Host> hosts_;
    std::vector<Slot> slots_;
    std::vector<ByteStream> streams_; ///< store k is streams_[k - 1]: what slot k - 1 sends
    PathTable paths_;
    std::array<Direction, 2> directions_; ///< by the sending host
    FaultList faults_;
    std::vector<HeldSegment> held_;
    std::vector<FloodState> floods_;
    std::vector<SlotId> free_slots_; ///< those of floods' connections that are gone
    MarkCounter injection_marks_; ///< a place for each injection; those without `after` count none
    ConversationBook book_;
    std::vector<ProgramState> programs_;
    std::vector<RecordId> program_causes_;    ///< per program, the record it acts upon
    std::vector<OwnedSockets> owned_sockets_; ///< per program
    EventQueue arrivals_; ///< beside the next of each direction: late ones, injections and floods
    EventQueue wakeups_;
};

} // namespace sim
