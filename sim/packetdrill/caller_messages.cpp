// sendmsg() and recvmsg(): the lengths of their buffers, and what they say beside the bytes.
#include "sim/packetdrill/caller.h"

namespace sim::packetdrill {

namespace {

/// The bytes of `msg_iov(2)=[{..., 100}, {..., 20}]`; -1 where there is no such field.
std::int64_t bytes_of_buffers(const Value& message) {
    const Value* const buffers = message.field("msg_iov");
    if (buffers == nullptr) return -1;
    std::int64_t bytes = 0;
    for (const Value& buffer : buffers->items)
        if (buffer.items.size() == 2) bytes += buffer.items[1].number;
    return bytes;
}

} // namespace

CallReport Caller::make_sendmsg(const Call& call) {
    const std::int64_t bytes = bytes_of_buffers(call.arguments[1]);
    if (bytes < 0) return {.complaint = "sendmsg() has no msg_iov"};
    return transfer(call, bytes, call.arguments[2].number, true);
}

CallReport Caller::make_recvmsg(const Call& call) {
    const Value& message = call.arguments[1];
    const std::int64_t bytes = bytes_of_buffers(message);
    if (bytes < 0) return {.complaint = "recvmsg() has no msg_iov"};
    CallReport made = transfer(call, bytes, call.arguments[2].number, false);
    const Value* const control = message.field("msg_control");
    if (made.blocks || !made.complaint.empty() || control == nullptr) return made;
    const std::int64_t left = host_.left_to_read(socket_of(call.arguments[0].number));
    for (const Value& item : control->items) {
        const Value* const type = item.field("cmsg_type");
        const Value* const data = item.field("cmsg_data");
        if (type == nullptr || data == nullptr || type->text != "TCP_CM_INQ")
            return {.unsupported = "this control message of recvmsg()"};
        if (left != data->number)
            return {.complaint = "expected TCP_CM_INQ " + std::to_string(data->number) + " got "
                                 + std::to_string(left)};
    }
    return made;
}

} // namespace sim::packetdrill
