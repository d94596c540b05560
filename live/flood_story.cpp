#include "live/flood_story.h"

namespace live {

using sim::HostId;
using sim::RecordId;

namespace {

/// A packet of the source's: it leaves, and reaches the flooded host. Yields the arrival.
RecordId write_delivery(const FloodStory::Delivery& delivery, HostId to, RecordId cause,
                        Capture& capture) {
    const auto from = static_cast<HostId>(1 - to);
    const RecordId departure =
        capture.sent_by_source(delivery.departed, from, delivery.packet, cause);
    capture.look_back(delivery.after);
    return capture.received(delivery.arrived, departure);
}

void write_answer(const FloodStory::Answer& answer, HostId to, RecordId cause, Capture& capture) {
    capture.look_back(answer.after);
    const RecordId departure = capture.sent(answer.departed, to, answer.packet, cause);
    if (!answer.finds_somebody) return capture.reached_nobody(answer.departed, departure);
    if (!answer.reply) return; // still on its way
    const RecordId there = capture.reached_source(answer.reply->departed, departure);
    write_delivery(*answer.reply, to, there, capture);
}

} // namespace

void write_down(const FloodStory& story, const Glimpse& last, Capture& capture) {
    const RecordId arrival = write_delivery(story.syn, story.to, 0, capture);
    RecordId cause = arrival; // of the first answer; what is sent again has its timer for a cause
    for (const FloodStory::Answer& answer : story.answers) {
        write_answer(answer, story.to, cause, capture);
        cause = 0;
    }
    capture.look_back(last);
    capture.look_again(last.at, arrival, story.to);
    capture.look_now();
}

SocketName socket_name(const sim::WirePacket& syn) {
    return {.local = syn.destination,
            .remote = syn.source,
            .local_port = syn.segment.path.remote.port,
            .remote_port = syn.segment.path.local.port};
}

} // namespace live
