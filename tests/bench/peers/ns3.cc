// The workloads of theater_bench on ns-3, to be measured beside it; scripts/bench --peers builds
// this with Debian's libns3-dev and runs both in turn.
//
// ns-3 is free software under version 2 of the GPL. Nothing of it is in this repository, no target
// of CMake knows this file, and no program of the project is linked to what comes of it.
//
// Two hosts, 100 Mbit/s and 10 ms between them, a queue of 1,000 packets at each device. TCP is
// NewReno with SACK and without timestamps, segments carry 1460 bytes, and the buffers hold twice
// what the link does. The fields of the line it prints are those of theater_bench
// (docs/performance.md).
#include <cstdint>
#include <cstdio>
#include <functional>
#include <ns3/applications-module.h>
#include <ns3/core-module.h>
#include <ns3/internet-module.h>
#include <ns3/network-module.h>
#include <ns3/point-to-point-module.h>
#include <ns3/traffic-control-module.h>
#include <string>
#include <sys/resource.h>

namespace {

using namespace ns3;

struct Workload {
    std::uint64_t bytes{100'000'000}; ///< of each flow
    std::uint32_t flows{1};
    double loss{}; ///< of what goes to the server
    std::uint32_t buffer{524'288};
    std::string capture; ///< where pcap files go; empty: none
};

struct Spent {
    double user{}, system{};
    long resident_kib{};
};

Spent spent_until_now() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto in_seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return {in_seconds(usage.ru_utime), in_seconds(usage.ru_stime), usage.ru_maxrss};
}

Workload workload_from(int argc, char** argv) {
    Workload wanted;
    CommandLine line;
    line.AddValue("bytes", "per flow", wanted.bytes);
    line.AddValue("flows", "at the same time", wanted.flows);
    line.AddValue("loss", "probability, towards the server", wanted.loss);
    line.AddValue("buffer", "bytes, of each socket and direction", wanted.buffer);
    line.AddValue("capture", "write pcap files whose names begin so", wanted.capture);
    line.Parse(argc, argv);
    return wanted;
}

void choose_stack(const Workload& wanted) {
    const auto set = [](const char* name, const AttributeValue& value) {
        Config::SetDefault(name, value);
    };
    set("ns3::TcpL4Protocol::SocketType", TypeIdValue(TcpNewReno::GetTypeId()));
    set("ns3::TcpSocketBase::Sack", BooleanValue(true));
    set("ns3::TcpSocketBase::Timestamp", BooleanValue(false));
    set("ns3::TcpSocket::SegmentSize", UintegerValue(1460));
    set("ns3::TcpSocket::InitialCwnd", UintegerValue(10));
    set("ns3::TcpSocket::SndBufSize", UintegerValue(wanted.buffer));
    set("ns3::TcpSocket::RcvBufSize", UintegerValue(wanted.buffer));
}

/// The hosts, the link and what is counted on it.
class Network {
public:
    explicit Network(const Workload& wanted);

    [[nodiscard]] Ptr<Node> client() const { return hosts_.Get(0); }
    [[nodiscard]] Ptr<Node> server() const { return hosts_.Get(1); }
    [[nodiscard]] Ipv4Address server_address() const { return addresses_.GetAddress(1); }
    [[nodiscard]] std::uint64_t departures() const { return departures_; }

private:
    void count(Ptr<const Packet>) { ++departures_; }

    NodeContainer hosts_;
    Ipv4InterfaceContainer addresses_;
    std::uint64_t departures_{};
};

Network::Network(const Workload& wanted) {
    hosts_.Create(2);
    PointToPointHelper cable;
    cable.SetDeviceAttribute("DataRate", StringValue("100Mbps"));
    cable.SetChannelAttribute("Delay", StringValue("10ms"));
    cable.SetQueue("ns3::DropTailQueue", "MaxSize", StringValue("1000p"));
    const NetDeviceContainer devices = cable.Install(hosts_);
    InternetStackHelper{}.Install(hosts_);
    addresses_ = Ipv4AddressHelper("10.0.0.0", "255.255.255.0").Assign(devices);
    TrafficControlHelper{}.Uninstall(devices); // one queue a direction: the device's
    for (std::uint32_t i = 0; i < devices.GetN(); ++i)
        devices.Get(i)->TraceConnectWithoutContext("PhyTxEnd", MakeCallback(&Network::count, this));
    if (wanted.loss > 0) {
        const auto losses = CreateObject<RateErrorModel>();
        losses->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
        losses->SetRate(wanted.loss);
        devices.Get(1)->SetAttribute("ReceiveErrorModel", PointerValue(losses));
    }
    if (!wanted.capture.empty()) cable.EnablePcap(wanted.capture, devices, false);
}

Ptr<PacketSink> start_flows(const Workload& wanted, const Network& network) {
    constexpr std::uint16_t port = 5000;
    const PacketSinkHelper listens("ns3::TcpSocketFactory",
                                   InetSocketAddress(Ipv4Address::GetAny(), port));
    const ApplicationContainer server = listens.Install(network.server());
    BulkSendHelper sends("ns3::TcpSocketFactory",
                         InetSocketAddress(network.server_address(), port));
    sends.SetAttribute("MaxBytes", UintegerValue(wanted.bytes));
    sends.SetAttribute("SendSize", UintegerValue(1460));
    for (std::uint32_t flow = 0; flow < wanted.flows; ++flow)
        sends.Install(network.client()).Start(MicroSeconds(100) * flow);
    return DynamicCast<PacketSink>(server.Get(0));
}

/// Looks every now and then whether all has come, which costs less than being told of each segment.
void stop_after(const Ptr<PacketSink>& sink, std::uint64_t bytes) {
    if (sink->GetTotalRx() >= bytes) return Simulator::Stop();
    Simulator::Schedule(MilliSeconds(10), [sink, bytes] { stop_after(sink, bytes); });
}

void print(const Workload& wanted, const Network& network, std::uint64_t received,
           const Spent& spent) {
    const auto segments = static_cast<double>(network.departures());
    const auto events = static_cast<double>(Simulator::GetEventCount());
    std::printf("{\"peer\":\"ns-3\",\"scheduler\":\"map\",\"flows\":%u,\"bytes\":%llu,\"loss\":%g,"
                "\"syns\":0,\"sack\":1,\"pcap\":%d,\"received\":%llu,\"virtual_s\":%.3f,",
                wanted.flows, static_cast<unsigned long long>(wanted.bytes), wanted.loss,
                static_cast<int>(!wanted.capture.empty()),
                static_cast<unsigned long long>(received), Simulator::Now().GetSeconds());
    std::printf("\"user_s\":%.4f,\"system_s\":%.4f,\"rss_kib\":%ld,\"segments\":%.0f,"
                "\"events\":%.0f,\"ns_per_segment\":%.1f,\"segments_per_s\":%.0f,"
                "\"events_per_s\":%.0f}\n",
                spent.user, spent.system, spent.resident_kib, segments, events,
                spent.user * 1e9 / segments, segments / spent.user, events / spent.user);
}

} // namespace

int main(int argc, char** argv) {
    const Workload wanted = workload_from(argc, argv);
    choose_stack(wanted);
    const Network network(wanted);
    const Ptr<PacketSink> sink = start_flows(wanted, network);
    const std::uint64_t all = wanted.bytes * wanted.flows;
    Simulator::Schedule(MilliSeconds(10), [sink, all] { stop_after(sink, all); });
    Simulator::Stop(Hours(1));
    const Spent before = spent_until_now();
    Simulator::Run();
    const Spent after = spent_until_now();
    print(wanted, network, sink->GetTotalRx(),
          {after.user - before.user, after.system - before.system, after.resident_kib});
    const bool finished = sink->GetTotalRx() >= all;
    Simulator::Destroy();
    return finished ? 0 : 1;
}
