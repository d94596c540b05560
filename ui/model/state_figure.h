#pragma once

#include "sim/tcp/state.h"

#include <array>
#include <cstdint>
#include <optional>

#include <QString>

namespace ui {

/// What makes a connection leave a state, in the words of RFC 9293 figure 5.
enum class EdgeEvent : std::uint8_t {
    active_open,
    passive_open,
    close,
    send,
    rcv_syn,
    rcv_syn_ack,
    rcv_ack_of_syn,
    rcv_fin,
    rcv_ack_of_fin,
    rcv_rst,
    timeout_2msl,
};

/// What the end does on its way to the next state; `none` is the figure's "x".
enum class EdgeAction : std::uint8_t {
    none,
    create_tcb,
    create_tcb_snd_syn,
    delete_tcb,
    snd_syn,
    snd_syn_ack,
    snd_ack,
    snd_fin,
};

/// One of the figure's 20 arrows.
struct StateEdge {
    sim::State from, to;
    EdgeEvent event;
    EdgeAction action;

    bool operator==(const StateEdge&) const = default;
};

inline constexpr std::size_t state_edge_count = 20;

/// The arrows of RFC 9293 figure 5, from the top of the figure to its bottom.
const std::array<StateEdge, state_edge_count>& stateEdges();

/// The place in stateEdges() of the arrow between two states; nothing where the figure has none.
std::optional<std::size_t> edgeBetween(sim::State from, sim::State to);

/// "rcv SYN,ACK / snd ACK" in the window's language; the TCB's making and deleting is left out.
QString edgeLabel(const StateEdge& edge);
/// The same with all that the figure says: "active open / create TCB, snd SYN".
QString fullEdgeLabel(const StateEdge& edge);

/// What a state means for the end that is in it, in one or two sentences.
QString stateMeaning(sim::State state);

} // namespace ui
