<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Compare</name>
    <message>
        <source>flags</source>
        <translation>标志</translation>
    </message>
    <message>
        <source>seq</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>ack</source>
        <translation>确认号</translation>
    </message>
    <message>
        <source>length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>call</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时刻</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Differs, and the reason is known</source>
        <translation>有差异，原因已知</translation>
    </message>
    <message>
        <source>Differs, and nobody knows why</source>
        <translation>有差异，原因不明</translation>
    </message>
    <message>
        <source>Model and kernel part ways where nobody knows why</source>
        <translation>模型与内核出现了原因不明的差异</translation>
    </message>
    <message>
        <source>Model and kernel differ, and every difference is explained</source>
        <translation>模型与内核有差异，每处差异均已解释</translation>
    </message>
    <message>
        <source>The model did exactly what the real kernel did</source>
        <translation>模型与真实内核完全一致</translation>
    </message>
    <message>
        <source>%1 segments, %2 matched, %3 explained, %4 unexplained</source>
        <translation>%1 个报文段，%2 个一致，%3 个已解释，%4 个未解释</translation>
    </message>
    <message>
        <source>Our model</source>
        <translation>我们的模型</translation>
    </message>
    <message>
        <source>nothing here</source>
        <translation>这里没有</translation>
    </message>
    <message>
        <source>The kernel has %1 more.</source>
        <translation>内核多 %1。</translation>
    </message>
    <message>
        <source>The kernel has %1 fewer.</source>
        <translation>内核少 %1。</translation>
    </message>
    <message>
        <source>Unexplained: nobody knows why.</source>
        <translation>未能解释：尚不知原因。</translation>
    </message>
    <message>
        <source>%1 figures, %2 matched, %3 explained, %4 unexplained</source>
        <translation>共 %1 项：一致 %2，已解释 %3，未解释 %4</translation>
    </message>
</context>
<context>
    <name>EventList</name>
    <message>
        <source>%1 set: %2</source>
        <translation>%1 启动：%2</translation>
    </message>
    <message>
        <source>%1 fires</source>
        <translation>%1 到期</translation>
    </message>
    <message>
        <source>%1 stops</source>
        <translation>%1 停止</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>received</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>call</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>timer</source>
        <translation>定时器</translation>
    </message>
    <message>
        <source>change</source>
        <translation>变量</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>%1 sends %2</source>
        <translation>%1 发送 %2</translation>
    </message>
    <message>
        <source>%1 receives %2</source>
        <translation>%1 收到 %2</translation>
    </message>
    <message>
        <source>%1 ignores %2</source>
        <translation>%1 忽略 %2</translation>
    </message>
    <message>
        <source>%1&apos;s %2 is lost</source>
        <translation>%1 的 %2 丢失</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>What it changed</source>
        <translation>带来的变化</translation>
    </message>
    <message>
        <source>source port</source>
        <translation>源端口</translation>
    </message>
    <message>
        <source>destination port</source>
        <translation>目的端口</translation>
    </message>
    <message>
        <source>sequence number</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>acknowledgment number</source>
        <translation>确认号</translation>
    </message>
    <message>
        <source>offset</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>rsrvd</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>flags</source>
        <translation>标志</translation>
    </message>
    <message>
        <source>window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>checksum</source>
        <translation>校验和</translation>
    </message>
    <message>
        <source>urgent pointer</source>
        <translation>紧急指针</translation>
    </message>
    <message>
        <source>options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>relative %1</source>
        <translation>相对 %1</translation>
    </message>
    <message>
        <source>on the wire %1</source>
        <translation>线路上 %1</translation>
    </message>
    <message>
        <source>options (%1 bytes)</source>
        <translation>选项（%1 字节）</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>data (1 byte)</source>
        <translation>数据（1 字节）</translation>
    </message>
    <message>
        <source>data (%1 bytes)</source>
        <translation>数据（%1 字节）</translation>
    </message>
    <message>
        <source>Asks to open a connection</source>
        <translation>请求建立连接</translation>
    </message>
    <message>
        <source>Agrees, and opens the other direction</source>
        <translation>同意，并打开另一方向</translation>
    </message>
    <message>
        <source>Has everything before %1</source>
        <translation>%1 之前的已全部收到</translation>
    </message>
    <message>
        <source>1 byte of data</source>
        <translation>1 字节数据</translation>
    </message>
    <message>
        <source>%1 bytes of data</source>
        <translation>%1 字节数据</translation>
    </message>
    <message>
        <source>This side has no more to send</source>
        <translation>本端不再发送数据</translation>
    </message>
    <message>
        <source>The connection ends at once</source>
        <translation>连接立即终止</translation>
    </message>
    <message>
        <source>%1, sent again, lost again</source>
        <translation>%1，重传后又丢失</translation>
    </message>
    <message>
        <source>%1, lost on the way</source>
        <translation>%1，途中丢失</translation>
    </message>
    <message>
        <source>%1, sent again</source>
        <translation>%1，重传</translation>
    </message>
    <message>
        <source>segment #%1 · %2 → %3</source>
        <translation>第 %1 个报文段 · %2 → %3</translation>
    </message>
    <message>
        <source>CALL</source>
        <translation>调用</translation>
    </message>
    <message>
        <source>The program calls %1</source>
        <translation>程序调用 %1</translation>
    </message>
    <message>
        <source>%1 comes back</source>
        <translation>%1 返回</translation>
    </message>
    <message>
        <source>%1 fails: %2</source>
        <translation>%1 失败：%2</translation>
    </message>
    <message>
        <source>retransmission timer</source>
        <translation>重传定时器</translation>
    </message>
    <message>
        <source>delayed ACK timer</source>
        <translation>延迟确认定时器</translation>
    </message>
    <message>
        <source>persist timer</source>
        <translation>坚持定时器</translation>
    </message>
    <message>
        <source>keep-alive timer</source>
        <translation>保活定时器</translation>
    </message>
    <message>
        <source>TIME-WAIT timer</source>
        <translation>TIME-WAIT 定时器</translation>
    </message>
    <message>
        <source>FIN-WAIT-2 timer</source>
        <translation>FIN-WAIT-2 定时器</translation>
    </message>
    <message>
        <source>loss probe timer</source>
        <translation>丢失探测定时器</translation>
    </message>
    <message>
        <source>reordering timer</source>
        <translation>乱序定时器</translation>
    </message>
    <message>
        <source>TIMER</source>
        <translation>定时器</translation>
    </message>
    <message>
        <source>The %1 is set to %2 ms</source>
        <translation>%1设为 %2 ms</translation>
    </message>
    <message>
        <source>The %1 has run out</source>
        <translation>%1到期</translation>
    </message>
    <message>
        <source>The %1 is stopped</source>
        <translation>%1已停止</translation>
    </message>
    <message>
        <source>STATE</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>CHANGE</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>state</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Lost here</source>
        <translation>丢失于此</translation>
    </message>
    <message>
        <source>Repeats, though nothing was lost</source>
        <translation>重复发送，其实没有丢失</translation>
    </message>
    <message>
        <source>Because of</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Led to</source>
        <translation>引起</translation>
    </message>
    <message>
        <source>… %1 between</source>
        <translation>…… 中间省略 %1 条</translation>
    </message>
    <message>
        <source>Frame %1</source>
        <translation>第 %1 号帧</translation>
    </message>
    <message>
        <source>Has all frames up to %1</source>
        <translation>已收到直到第 %1 号的所有帧</translation>
    </message>
    <message>
        <source>Has frame %1</source>
        <translation>已收到第 %1 号帧</translation>
    </message>
    <message>
        <source>A router on the way, or the other host, tells of a segment that it could not pass on, and quotes its sequence number. Anybody can forge such a message.</source>
        <translation>途中的路由器或对端主机报告某个报文段无法继续传递，并引用它的序号。这样的消息任何人都可以伪造。</translation>
    </message>
    <message>
        <source>pacing timer</source>
        <translation>平滑发送定时器</translation>
    </message>
</context>
<context>
    <name>Language</name>
    <message>
        <source>en</source>
        <extracomment>The code of the language this file translates to; &quot;zh&quot; in the Chinese one.</extracomment>
        <translation>zh</translation>
    </message>
</context>
<context>
    <name>Load</name>
    <message>
        <source>is not here yet</source>
        <translation>尚未到来</translation>
    </message>
    <message>
        <source>waits at the door</source>
        <translation>在门外等候</translation>
    </message>
    <message>
        <source>believes it is in; the server does not</source>
        <translation>自以为进来了，服务器却不知道</translation>
    </message>
    <message>
        <source>is in</source>
        <translation>已进入</translation>
    </message>
    <message>
        <source>was turned away by a RST</source>
        <translation>被 RST 拒之门外</translation>
    </message>
    <message>
        <source>has given up</source>
        <translation>已放弃</translation>
    </message>
    <message>
        <source>was in, and has left</source>
        <translation>进来过，已离开</translation>
    </message>
    <message>
        <source>comes at %1</source>
        <translation>将在 %1 到来</translation>
    </message>
    <message>
        <source>for %1, %2× SYN</source>
        <translation>已等 %1，SYN %2 个</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>自 %1 起</translation>
    </message>
    <message>
        <source>after %1, %2× SYN</source>
        <translation>等了 %1，SYN %2 个</translation>
    </message>
    <message>
        <source>took a slot</source>
        <translation>占了一个槽位</translation>
    </message>
    <message>
        <source>got a cookie</source>
        <translation>得到 cookie</translation>
    </message>
    <message>
        <source>SYN queue was full</source>
        <translation>半连接队列已满</translation>
    </message>
    <message>
        <source>accept queue was full</source>
        <translation>全连接队列已满</translation>
    </message>
    <message>
        <source>last quarter was kept free</source>
        <translation>最后四分之一须留空</translation>
    </message>
    <message>
        <source>refused by RST</source>
        <translation>被 RST 拒绝</translation>
    </message>
    <message>
        <source>was known already</source>
        <translation>端口上已有连接</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>得到应答</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>未得到应答</translation>
    </message>
    <message>
        <source>found the accept queue full</source>
        <translation>遇上全连接队列已满</translation>
    </message>
    <message>
        <source>dropped by the listener, for any reason</source>
        <translation>被监听套接字丢弃，不论原因</translation>
    </message>
    <message>
        <source>SYNs dropped, the SYN queue was full</source>
        <translation>因半连接队列已满而丢弃的 SYN</translation>
    </message>
    <message>
        <source>SYNs answered by a cookie for that reason</source>
        <translation>因此改用 cookie 应答的 SYN</translation>
    </message>
    <message>
        <source>cookies sent</source>
        <translation>发出的 cookie</translation>
    </message>
    <message>
        <source>cookies that came back and were good</source>
        <translation>返回且有效的 cookie</translation>
    </message>
    <message>
        <source>cookies forged or too old</source>
        <translation>伪造或过期的 cookie</translation>
    </message>
    <message>
        <source>Client %1 from %2</source>
        <translation>%2 的客户 %1</translation>
    </message>
    <message>
        <source>SYNs sent</source>
        <translation>已发出的 SYN</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>被丢弃</translation>
    </message>
    <message>
        <source>the first was no. %1, the last no. %2</source>
        <translation>首个是第 %1 个，末个是第 %2 个</translation>
    </message>
    <message>
        <source>Slot %1: its ACK has come, but the accept queue was full</source>
        <translation>槽位 %1：它的 ACK 已到，但全连接队列已满</translation>
    </message>
    <message>
        <source>Slot %1: SYN ACK sent again %2 times, %3 retries left; next in %4</source>
        <translation>槽位 %1：SYN ACK 已重发 %2 次，还可重发 %3 次；下一次在 %4 后</translation>
    </message>
    <message>
        <source>Slot %1: an honest client</source>
        <translation>槽位 %1：守规矩的客户</translation>
    </message>
    <message>
        <source>Slot %1: taken</source>
        <translation>槽位 %1：已占用</translation>
    </message>
</context>
<context>
    <name>Picture</name>
    <message>
        <source>no picture is written that way</source>
        <translation>不支持这种图片格式</translation>
    </message>
    <message>
        <source>end the name with .svg, .png or .pdf</source>
        <translation>文件名请以 .svg、.png 或 .pdf 结尾</translation>
    </message>
</context>
<context>
    <name>Queues</name>
    <message>
        <source>SYN queue</source>
        <translation>半连接队列</translation>
    </message>
    <message>
        <source>half-open: SYN ACK sent, the last ACK is awaited</source>
        <translation>半连接：SYN ACK 已发出，等最后的 ACK</translation>
    </message>
    <message>
        <source>half-open connections</source>
        <translation>半连接</translation>
    </message>
    <message>
        <source>Accept queue</source>
        <translation>全连接队列</translation>
    </message>
    <message>
        <source>complete: waiting for the program&apos;s accept()</source>
        <translation>连接已完成：等程序调用 accept()</translation>
    </message>
    <message>
        <source>complete connections</source>
        <translation>已完成的连接</translation>
    </message>
    <message>
        <source>The flood is on</source>
        <translation>洪水来袭</translation>
    </message>
    <message>
        <source>A flood will come</source>
        <translation>洪水将至</translation>
    </message>
    <message>
        <source>The flood is over</source>
        <translation>洪水已过</translation>
    </message>
    <message>
        <source>%1 of %2 SYNs sent</source>
        <translation>已发出 %1 / %2 个 SYN</translation>
    </message>
    <message>
        <source>FULL</source>
        <translation>已满</translation>
    </message>
    <message>
        <source>SYNs dropped</source>
        <translation>SYN 被丢弃</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>被丢弃</translation>
    </message>
    <message>
        <source>cookies, nothing kept</source>
        <translation>cookie，不留状态</translation>
    </message>
    <message>
        <source>cookies</source>
        <translation>cookie</translation>
    </message>
    <message>
        <source>cookies came back</source>
        <translation>cookie 返回</translation>
    </message>
    <message>
        <source>came back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>found the queue full</source>
        <translation>遇上队列已满</translation>
    </message>
    <message>
        <source>found it full</source>
        <translation>队列已满</translation>
    </message>
</context>
<context>
    <name>Ribbon</name>
    <message>
        <source>acknowledged</source>
        <translation>已确认</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>在途</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>free</source>
        <translation>可发送</translation>
    </message>
    <message>
        <source>beyond the window</source>
        <translation>窗口之外</translation>
    </message>
    <message>
        <source>read</source>
        <translation>已读取</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>乱序</translation>
    </message>
    <message>
        <source>room</source>
        <translation>有空间</translation>
    </message>
    <message>
        <source>no room</source>
        <translation>无空间</translation>
    </message>
    <message>
        <source>acknowledged. %1 may forget them.</source>
        <translation>已确认，%1 可以不再保留。</translation>
    </message>
    <message>
        <source>in flight. %1 has sent them and has no ACK of them yet.</source>
        <translation>在途。%1 已发送，尚未收到对它们的 ACK。</translation>
    </message>
    <message>
        <source>lost on the way. %1 only notices that no ACK covers them.</source>
        <translation>途中丢失。%1 只能从没有 ACK 覆盖它们看出来。</translation>
    </message>
    <message>
        <source>free. %1 may send them: %2&apos;s window takes them.</source>
        <translation>可发送。%1 可以发送：%2 的窗口容得下。</translation>
    </message>
    <message>
        <source>read by the program on %2.</source>
        <translation>已由 %2 上的程序读取。</translation>
    </message>
    <message>
        <source>unread. They lie in %2&apos;s buffer until its program calls recv().</source>
        <translation>未读。留在 %2 的缓冲区，直到其程序调用 recv()。</translation>
    </message>
    <message>
        <source>out of order. %2 keeps them until the gap before them is filled.</source>
        <translation>乱序。%2 保留它们，直到前面的空缺补上。</translation>
    </message>
    <message>
        <source>room. %2 takes them when they come.</source>
        <translation>有空间。到达时 %2 会接收。</translation>
    </message>
    <message>
        <source>%1&apos;s bytes from %2 on: %3</source>
        <translation>%1 的字节，从 %2 起：%3</translation>
    </message>
    <message>
        <source>%1&apos;s byte %2: %3</source>
        <translation>%1 的字节 %2：%3</translation>
    </message>
    <message>
        <source>%1&apos;s bytes %2 to %3 (%4): %5</source>
        <translation>%1 的字节 %2 至 %3（共 %4）：%5</translation>
    </message>
    <message>
        <source>not to be sent: they lie beyond the window that %1 knows of, or behind its FIN.</source>
        <translation>不可发送：超出了 %1 所知的窗口，或在其 FIN 之后。</translation>
    </message>
    <message>
        <source>beyond the window of %2, or behind the FIN. %2 would not take them.</source>
        <translation>超出 %2 的窗口，或在 FIN 之后。%2 不会接收。</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>SACKed</source>
        <translation>已被 SACK</translation>
    </message>
    <message>
        <source>sent again. %1 has sent them more than once and has no ACK of them yet.</source>
        <translation>重传。%1 已不止一次发送它们，尚未收到 ACK。</translation>
    </message>
    <message>
        <source>SACKed. %2 has told %1 that they arrived behind a gap; only an ACK lets %1 forget them.</source>
        <translation>已被 SACK。%2 已告知 %1 它们在缺口之后到达；只有收到 ACK，%1 才能丢弃它们。</translation>
    </message>
</context>
<context>
    <name>StateDiagram</name>
    <message>
        <source>rcv FIN and ACK of FIN / snd ACK</source>
        <translation>收到 FIN 与对 FIN 的 ACK / snd ACK</translation>
    </message>
    <message>
        <source>RST (note 3)</source>
        <translation>RST（注 3）</translation>
    </message>
    <message>
        <source>ABORT / snd RST</source>
        <translation>ABORT / snd RST</translation>
    </message>
    <message>
        <source>gave up waiting</source>
        <translation>放弃等待</translation>
    </message>
    <message>
        <source>seen before and after</source>
        <translation>仅见前后状态</translation>
    </message>
    <message>
        <source>active open</source>
        <translation>主动打开</translation>
    </message>
    <message>
        <source>passive open</source>
        <translation>被动打开</translation>
    </message>
    <message>
        <source>close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>rcv SYN</source>
        <translation>收到 SYN</translation>
    </message>
    <message>
        <source>rcv SYN,ACK</source>
        <translation>收到 SYN,ACK</translation>
    </message>
    <message>
        <source>rcv ACK of SYN</source>
        <translation>收到 SYN 的 ACK</translation>
    </message>
    <message>
        <source>rcv FIN</source>
        <translation>收到 FIN</translation>
    </message>
    <message>
        <source>rcv ACK of FIN</source>
        <translation>收到 FIN 的 ACK</translation>
    </message>
    <message>
        <source>rcv RST</source>
        <translation>收到 RST</translation>
    </message>
    <message>
        <source>2MSL timeout</source>
        <translation>2MSL 超时</translation>
    </message>
    <message>
        <source>create TCB</source>
        <translation>建立 TCB</translation>
    </message>
    <message>
        <source>create TCB, snd SYN</source>
        <translation>建立 TCB，snd SYN</translation>
    </message>
    <message>
        <source>delete TCB</source>
        <translation>删除 TCB</translation>
    </message>
</context>
<context>
    <name>StateEvents</name>
    <message>
        <source>advances</source>
        <translation>推进</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>delivers</source>
        <translation>交付</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>The program calls</source>
        <translation>程序调用</translation>
    </message>
    <message>
        <source>A segment arrives</source>
        <translation>报文段到达</translation>
    </message>
    <message>
        <source>A timer fires</source>
        <translation>定时器到期</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>No connection: nothing is remembered, and a segment that arrives is answered with RST.</source>
        <translation>没有连接：不保存任何信息，收到的报文段以 RST 回应。</translation>
    </message>
    <message>
        <source>A server waits for a SYN, from whoever sends one.</source>
        <translation>服务器等待任何一方发来的 SYN。</translation>
    </message>
    <message>
        <source>The SYN is on its way; the other side has not answered yet.</source>
        <translation>SYN 已发出，对端尚未回应。</translation>
    </message>
    <message>
        <source>A SYN came and was answered with SYN ACK; the ACK that proves the other side got it is still missing.</source>
        <translation>收到 SYN 并回应了 SYN ACK，还没等到证明对端已收到的 ACK。</translation>
    </message>
    <message>
        <source>The connection is open: data may flow both ways.</source>
        <translation>连接已建立，双方都可以发送数据。</translation>
    </message>
    <message>
        <source>This side has said FIN and waits for its acknowledgment; it can still receive.</source>
        <translation>本端已发出 FIN，正等待确认；仍可接收数据。</translation>
    </message>
    <message>
        <source>Our FIN was acknowledged; the other side may still send until its own FIN comes.</source>
        <translation>本端的 FIN 已被确认；在对端的 FIN 到来之前，对端仍可发送数据。</translation>
    </message>
    <message>
        <source>The other side has said FIN. The program here may still send, and must close in the end.</source>
        <translation>对端已发出 FIN。本端程序仍可发送，最后必须关闭。</translation>
    </message>
    <message>
        <source>Both sides said FIN at the same time; the acknowledgment of ours is still missing.</source>
        <translation>双方同时发出 FIN，本端的 FIN 还没有得到确认。</translation>
    </message>
    <message>
        <source>Both sides have said FIN; only the acknowledgment of ours is missing.</source>
        <translation>双方都已发出 FIN，只差对本端 FIN 的确认。</translation>
    </message>
    <message>
        <source>All is said. This side waits 2 MSL, so that a lost last ACK can be sent again and old segments die out.</source>
        <translation>双方都已说完。本端等待 2 MSL，以便最后的 ACK 丢失时可以重发，并让旧报文段消失。</translation>
    </message>
</context>
<context>
    <name>ui::Clause</name>
    <message>
        <source>textbook</source>
        <translation>教科书</translation>
    </message>
    <message>
        <source>stop-and-wait</source>
        <translation>停等协议</translation>
    </message>
    <message>
        <source>sliding window</source>
        <translation>滑动窗口</translation>
    </message>
    <message>
        <source>go-back-N</source>
        <translation>回退 N 帧</translation>
    </message>
    <message>
        <source>selective repeat</source>
        <translation>选择重传</translation>
    </message>
    <message>
        <source>sequence numbers</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>functions</source>
        <translation>函数</translation>
    </message>
</context>
<context>
    <name>ui::CompareBanner</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Play the kernel</source>
        <translation>运行内核</translation>
    </message>
    <message>
        <source>Play the kernel again</source>
        <translation>再次运行内核</translation>
    </message>
    <message>
        <source>The same scenario, on the real Linux kernel</source>
        <translation>同一场景，在真实的 Linux 内核上</translation>
    </message>
    <message>
        <source>It runs in private network namespaces on this machine; no packet leaves it.</source>
        <translation>在本机的私有网络命名空间中运行，没有数据包离开本机。</translation>
    </message>
    <message>
        <source>The kernel is playing …</source>
        <translation>内核正在运行……</translation>
    </message>
    <message>
        <source>recorded on %1</source>
        <translation>录制于 %1</translation>
    </message>
    <message>
        <source>The kernel could not be played</source>
        <translation>内核无法运行</translation>
    </message>
</context>
<context>
    <name>ui::ComparePage</name>
    <message>
        <source>The kernel: %1</source>
        <translation>内核：%1</translation>
    </message>
    <message>
        <source>The kernel, recorded: %1</source>
        <translation>内核（录制）：%1</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>报文段</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>负载</translation>
    </message>
</context>
<context>
    <name>ui::CountTable</name>
    <message>
        <source>Counts</source>
        <translation>计数</translation>
    </message>
    <message>
        <source>the flood&apos;s SYNs</source>
        <translation>洪水中的 SYN</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>内核</translation>
    </message>
    <message>
        <source>the listener&apos;s counters</source>
        <translation>监听套接字的计数器</translation>
    </message>
</context>
<context>
    <name>ui::EventList</name>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>every record in words · Ctrl+L</source>
        <translation>逐条记录，附文字说明 · Ctrl+L</translation>
    </message>
    <message>
        <source>Find in the rows</source>
        <translation>在各行中查找</translation>
    </message>
</context>
<context>
    <name>ui::EventRows</name>
    <message>
        <source>Nothing yet. Press Space.</source>
        <translation>尚无内容，按空格键开始。</translation>
    </message>
    <message>
        <source>No record so far is of that kind.</source>
        <translation>到目前为止没有这类记录。</translation>
    </message>
</context>
<context>
    <name>ui::HomePage</name>
    <message>
        <source>What shall be played?</source>
        <translation>今天演哪一出？</translation>
    </message>
    <message>
        <source>Each scenario is a small text file, played by our own TCP and by a real kernel.</source>
        <translation>每个场景是一个小文本文件，由我们自己的 TCP 和真实内核分别演出。</translation>
    </message>
    <message>
        <source>Open a scenario file</source>
        <translation>打开场景文件</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation>Ctrl+O</translation>
    </message>
</context>
<context>
    <name>ui::InspectorCard</name>
    <message>
        <source>Segment inspector</source>
        <translation>报文段详情</translation>
    </message>
    <message>
        <source>Count sequence numbers from the first one, or show them as they are on the wire</source>
        <translation>序号从第一个算起，或按线路上的原值显示</translation>
    </message>
    <message>
        <source>relative</source>
        <translation>相对</translation>
    </message>
    <message>
        <source>absolute</source>
        <translation>绝对</translation>
    </message>
</context>
<context>
    <name>ui::InspectorSheet</name>
    <message>
        <source>Nothing yet. Step on with the arrow keys, or click a segment.</source>
        <translation>还没有内容。用方向键前进，或点击一个报文段。</translation>
    </message>
</context>
<context>
    <name>ui::KernelPlayer</name>
    <message>
        <source>The kernel&apos;s run was cancelled.</source>
        <translation>内核运行已取消。</translation>
    </message>
    <message>
        <source>tcpsim ended unexpectedly. %1</source>
        <translation>tcpsim 意外结束。%1</translation>
    </message>
    <message>
        <source>tcpsim ended with status %1.</source>
        <translation>tcpsim 以状态 %1 结束。</translation>
    </message>
    <message>
        <source>What tcpsim wrote can not be read: %1</source>
        <translation>无法读取 tcpsim 的输出：%1</translation>
    </message>
    <message>
        <source>The program tcpsim was not found beside this window (%1).</source>
        <translation>在本窗口程序旁找不到 tcpsim（%1）。</translation>
    </message>
    <message>
        <source>%1 s, %2 segments so far</source>
        <translation>%1 秒，已有 %2 个报文段</translation>
    </message>
</context>
<context>
    <name>ui::KeySheet</name>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>one event back, on</source>
        <translation>后退、前进一个事件</translation>
    </message>
    <message>
        <source>one round trip back, on</source>
        <translation>后退、前进一个往返</translation>
    </message>
    <message>
        <source>to the start, to the end</source>
        <translation>到开头、到结尾</translation>
    </message>
    <message>
        <source>to the next change of state</source>
        <translation>到下一次状态变化</translation>
    </message>
    <message>
        <source>previous, next segment</source>
        <translation>上一个、下一个报文段</translation>
    </message>
    <message>
        <source>select the segment above, below</source>
        <translation>选择上方、下方的报文段</translation>
    </message>
    <message>
        <source>go to an event or a time</source>
        <translation>转到某个事件或时刻</translation>
    </message>
    <message>
        <source>slower, faster</source>
        <translation>减速、加速</translation>
    </message>
    <message>
        <source>normal speed</source>
        <translation>正常速度</translation>
    </message>
    <message>
        <source>numbers relative or as on the wire</source>
        <translation>相对序号或线路原值</translation>
    </message>
    <message>
        <source>pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>all scenarios</source>
        <translation>全部场景</translation>
    </message>
    <message>
        <source>open a scenario file</source>
        <translation>打开场景文件</translation>
    </message>
    <message>
        <source>English or Chinese</source>
        <translation>英文或中文</translation>
    </message>
    <message>
        <source>projector</source>
        <translation>投影模式</translation>
    </message>
    <message>
        <source>full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>show these keys, put them away</source>
        <translation>显示、收起本快捷键表</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>to its cause, to what it led to</source>
        <translation>到它的原因、到它引起的结果</translation>
    </message>
    <message>
        <source>to the loss that made it be sent again</source>
        <translation>到引起重传的丢失处</translation>
    </message>
    <message>
        <source>the list of events</source>
        <translation>事件列表</translation>
    </message>
    <message>
        <source>Shift+L</source>
        <translation>Shift+L</translation>
    </message>
    <message>
        <source>dark, light or high contrast</source>
        <translation>深色、浅色或高对比度</translation>
    </message>
    <message>
        <source>movements or none</source>
        <translation>开启或关闭动画</translation>
    </message>
    <message>
        <source>zoom in, out, normal</source>
        <translation>放大、缩小、原大小</translation>
    </message>
    <message>
        <source>export as a picture</source>
        <translation>导出为图片</translation>
    </message>
</context>
<context>
    <name>ui::Ladder</name>
    <message>
        <source>lost in the network</source>
        <translation>在网络中丢失</translation>
    </message>
    <message>
        <source>lost at random</source>
        <translation>随机丢失</translation>
    </message>
    <message>
        <source>queue full</source>
        <translation>队列已满</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>nobody has this port</source>
        <translation>无人使用此端口</translation>
    </message>
    <message>
        <source>%1 later</source>
        <translation>%1 之后</translation>
    </message>
    <message>
        <source>%1 expired · %2</source>
        <translation>%1 到期 · %2</translation>
    </message>
    <message>
        <source>delayed ACK</source>
        <translation>延迟确认</translation>
    </message>
    <message>
        <source>persist</source>
        <translation>坚持</translation>
    </message>
    <message>
        <source>keep-alive</source>
        <translation>保活</translation>
    </message>
    <message>
        <source>loss probe</source>
        <translation>丢失探测</translation>
    </message>
    <message>
        <source>reordering</source>
        <translation>乱序</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>内核</translation>
    </message>
    <message>
        <source>one-way delay %1</source>
        <translation>单向时延 %1</translation>
    </message>
    <message>
        <source>no delay</source>
        <translation>无时延</translation>
    </message>
    <message>
        <source>%1 %2 left</source>
        <translation>%1 剩余 %2</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>expected, not sent</source>
        <translation>预期，未发出</translation>
    </message>
    <message>
        <source>frame %1</source>
        <translation>帧 %1</translation>
    </message>
    <message>
        <source>window %1</source>
        <translation>窗口 %1</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>发送方</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>pacing</source>
        <translation>平滑发送</translation>
    </message>
</context>
<context>
    <name>ui::LadderPage</name>
    <message>
        <source>Inspector</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>States</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
</context>
<context>
    <name>ui::Legend</name>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>How to read the lines</source>
        <translation>图例</translation>
    </message>
</context>
<context>
    <name>ui::LoadComparison</name>
    <message>
        <source>The load, figure by figure</source>
        <translation>负载逐项对照</translation>
    </message>
</context>
<context>
    <name>ui::LoadPanel</name>
    <message>
        <source>Play it differently</source>
        <translation>换个条件再演</translation>
    </message>
    <message>
        <source>Backlog: listen(socket, N)</source>
        <translation>积压 backlog：listen(socket, N)</translation>
    </message>
    <message>
        <source>Flood: SYNs a second</source>
        <translation>洪水：每秒 SYN 数</translation>
    </message>
    <message>
        <source>Retries of a SYN ACK</source>
        <translation>SYN ACK 重发次数</translation>
    </message>
    <message>
        <source>SYN cookies</source>
        <translation>SYN cookie</translation>
    </message>
    <message>
        <source>0 · never</source>
        <translation>0 · 从不</translation>
    </message>
    <message>
        <source>1 · when full</source>
        <translation>1 · 队列满时</translation>
    </message>
    <message>
        <source>2 · always</source>
        <translation>2 · 总是</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>As written</source>
        <translation>恢复原样</translation>
    </message>
    <message>
        <source>The model plays…</source>
        <translation>模型演算中……</translation>
    </message>
</context>
<context>
    <name>ui::LoadRows</name>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>内核</translation>
    </message>
</context>
<context>
    <name>ui::MainWindow</name>
    <message>
        <source>TCP Theater</source>
        <translation>TCP 剧场</translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation>时序图</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对照</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>“%1” is neither an event nor a time</source>
        <translation>“%1”既不是事件序号，也不是时刻</translation>
    </message>
    <message>
        <source>write 12 for the twelfth event, or 24 ms for an instant</source>
        <translation>写 12 表示第 12 个事件，写 24 ms 表示某一时刻</translation>
    </message>
    <message>
        <source>An event (12), a record (#12) or a time (24 ms):</source>
        <translation>事件序号（12）、记录编号（#12）或时刻（24 ms）：</translation>
    </message>
    <message>
        <source>State by event</source>
        <translation>状态与事件</translation>
    </message>
    <message>
        <source>Export the ladder as a picture</source>
        <translation>把时序图导出为图片</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Open a scenario or a packetdrill script</source>
        <translation>打开场景或 packetdrill 脚本</translation>
    </message>
    <message>
        <source>Scenarios and scripts (*.toml *.pkt);;All files (*)</source>
        <translation>场景和脚本 (*.toml *.pkt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>曲线图</translation>
    </message>
    <message>
        <source>Export the plots as a picture</source>
        <translation>将曲线图导出为图片</translation>
    </message>
</context>
<context>
    <name>ui::Notice</name>
    <message>
        <source>, line %1</source>
        <translation>，第 %1 行</translation>
    </message>
    <message>
        <source>, column %1</source>
        <translation>，第 %1 列</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ui::OccupancyView</name>
    <message>
        <source>How full the queues are</source>
        <translation>队列占用</translation>
    </message>
    <message>
        <source>no kernel run of this yet: the comparison (Ctrl+2) plays one</source>
        <translation>尚无内核的演出：到“对照”页（Ctrl+2）可演一次</translation>
    </message>
    <message>
        <source>flood</source>
        <translation>洪水</translation>
    </message>
    <message>
        <source>SYN queue</source>
        <translation>半连接队列</translation>
    </message>
    <message>
        <source>accept queue</source>
        <translation>全连接队列</translation>
    </message>
    <message>
        <source>SYN queue, kernel</source>
        <translation>半连接队列（内核）</translation>
    </message>
    <message>
        <source>accept queue, kernel</source>
        <translation>全连接队列（内核）</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
</context>
<context>
    <name>ui::PairCard</name>
    <message>
        <source>The pair</source>
        <translation>报文段对照</translation>
    </message>
    <message>
        <source>Point at a row, or click it, to see what both stages did there and why it may differ.</source>
        <translation>指向或点击一行，查看两边在这里各做了什么，以及为何可能不同。</translation>
    </message>
    <message>
        <source>model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>内核</translation>
    </message>
</context>
<context>
    <name>ui::PlotView</name>
    <message>
        <source>Nothing of this is known here.</source>
        <translation>这里没有相关数据。</translation>
    </message>
</context>
<context>
    <name>ui::Plots</name>
    <message>
        <source>segment</source>
        <translation>报文段</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>重传</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>丢失</translation>
    </message>
    <message>
        <source>ACK</source>
        <translation>ACK</translation>
    </message>
    <message>
        <source>ACK + window</source>
        <translation>ACK + 窗口</translation>
    </message>
    <message>
        <source>SACK</source>
        <translation>SACK</translation>
    </message>
    <message>
        <source>cwnd</source>
        <translation>cwnd</translation>
    </message>
    <message>
        <source>in flight + SACKed</source>
        <translation>在途 + 已被 SACK</translation>
    </message>
    <message>
        <source>in flight</source>
        <translation>在途</translation>
    </message>
    <message>
        <source>ssthresh</source>
        <translation>ssthresh</translation>
    </message>
    <message>
        <source>RTT sample</source>
        <translation>RTT 样本</translation>
    </message>
    <message>
        <source>RTO</source>
        <translation>RTO</translation>
    </message>
    <message>
        <source>offered window</source>
        <translation>通告窗口</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>未读</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>Sequence numbers over time</source>
        <translation>序号随时间的变化</translation>
    </message>
    <message>
        <source>Congestion window and bytes in flight</source>
        <translation>拥塞窗口与在途字节</translation>
    </message>
    <message>
        <source>Round trip and retransmission timeout</source>
        <translation>往返时间与重传超时</translation>
    </message>
    <message>
        <source>The receiver&apos;s window</source>
        <translation>接收窗口</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>%1, kernel</source>
        <translation>%1（内核）</translation>
    </message>
    <message>
        <source>counted over %1</source>
        <translation>按 %1 统计</translation>
    </message>
    <message>
        <source>logarithmic</source>
        <translation>对数刻度</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1 次</translation>
    </message>
    <message>
        <source>sent up to</source>
        <translation>已发至</translation>
    </message>
    <message>
        <source>ACK up to</source>
        <translation>已确认至</translation>
    </message>
    <message>
        <source>model · kernel (thick dashes, rings)</source>
        <translation>模型 · 内核（粗虚线、圆环）</translation>
    </message>
    <message>
        <source>arrived in order</source>
        <translation>按序到达</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1；%2</translation>
    </message>
</context>
<context>
    <name>ui::PlotsPage</name>
    <message>
        <source>Overview</source>
        <translation>总览</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Congestion</source>
        <translation>拥塞</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往返时间</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>Stevens</source>
        <translation>Stevens 图</translation>
    </message>
    <message>
        <source>tcptrace</source>
        <translation>tcptrace 图</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>内核</translation>
    </message>
    <message>
        <source>Model and kernel</source>
        <translation>模型与内核</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Style of the sequence plot</source>
        <translation>序号图的画法</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>运行环境</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>A textbook scheme counts frames: there are no bytes, windows or timers of TCP to plot.</source>
        <translation>教科书协议按帧计数：没有 TCP 的字节、窗口或定时器可画。</translation>
    </message>
    <message>
        <source>No connection has sent anything here: there is nothing to plot.</source>
        <translation>这里没有任何连接发送过数据：没有可画的内容。</translation>
    </message>
</context>
<context>
    <name>ui::QueueStage</name>
    <message>
        <source>The listener of %1, port %2</source>
        <translation>%1 的监听套接字，端口 %2</translation>
    </message>
    <message>
        <source>this stage counts the entries, it does not show them</source>
        <translation>这个运行环境只数条目，看不见每一个</translation>
    </message>
    <message>
        <source>ring: time until the SYN ACK is sent again · number: retries left</source>
        <translation>圆环：距下次重发 SYN ACK 的时间 · 数字：剩余重发次数</translation>
    </message>
    <message>
        <source>height: time until the SYN ACK is sent again</source>
        <translation>高度：距下次重发 SYN ACK 的时间</translation>
    </message>
</context>
<context>
    <name>ui::QueuesPage</name>
    <message>
        <source>In this scenario nobody puts a listener under load: there is nothing to see here.
A scenario with a [[flood]], or with run.sample, has its queues shown.</source>
        <translation>这个场景里没有人给监听套接字施压：这里没有可看的。
带有 [[flood]] 或 run.sample 的场景会显示队列。</translation>
    </message>
</context>
<context>
    <name>ui::RecordTable</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主机</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>用语言描述</translation>
    </message>
</context>
<context>
    <name>ui::RibbonCard</name>
    <message>
        <source>Byte ribbon of connection %1</source>
        <translation>连接 %1 的字节带</translation>
    </message>
    <message>
        <source>Byte ribbon</source>
        <translation>字节带</translation>
    </message>
    <message>
        <source>1 cell = 1 byte</source>
        <translation>每格 1 字节</translation>
    </message>
    <message>
        <source>1 cell = %1 bytes</source>
        <translation>每格 %1 字节</translation>
    </message>
    <message>
        <source>%1&apos;s FIN: it takes the number %2, as a byte would.</source>
        <translation>%1 的 FIN：像字节一样占用序号 %2。</translation>
    </message>
</context>
<context>
    <name>ui::ScenarioCard</name>
    <message>
        <source>model only</source>
        <translation>仅限模型</translation>
    </message>
</context>
<context>
    <name>ui::SetupPanel</name>
    <message>
        <source>Play it differently</source>
        <translation>换个条件再演</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>协议栈</translation>
    </message>
    <message>
        <source>One-way delay</source>
        <translation>单向时延</translation>
    </message>
    <message>
        <source>Random loss</source>
        <translation>随机丢包</translation>
    </message>
    <message>
        <source>Which TCP stack the model plays</source>
        <translation>模型扮演哪种 TCP 协议栈</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
</context>
<context>
    <name>ui::StateAnswerCard</name>
    <message>
        <source>What RFC 9293 says</source>
        <translation>RFC 9293 的规定</translation>
    </message>
</context>
<context>
    <name>ui::StateAnswerSheet</name>
    <message>
        <source>in</source>
        <translation>处于</translation>
    </message>
    <message>
        <source>Sends</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>然后</translation>
    </message>
    <message>
        <source>Stays in</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>or</source>
        <translation>或</translation>
    </message>
    <message>
        <source>See it happen</source>
        <translation>观看演示</translation>
    </message>
    <message>
        <source>No scenario shows it yet</source>
        <translation>还没有场景演示它</translation>
    </message>
</context>
<context>
    <name>ui::StateEventTable</name>
    <message>
        <source>Every event in every state</source>
        <translation>每个状态下的每个事件</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%2 状态下的 %1</translation>
    </message>
    <message>
        <source>filled: another state follows · hue: what is sent · ◥ a scenario shows it</source>
        <translation>填充：状态改变 · 颜色：发送的报文段 · ◥：有场景演示</translation>
    </message>
</context>
<context>
    <name>ui::StatesCard</name>
    <message>
        <source>TCP states</source>
        <translation>TCP 状态图</translation>
    </message>
    <message>
        <source>RFC 9293 · figure 5</source>
        <translation>RFC 9293 · 图 5</translation>
    </message>
</context>
<context>
    <name>ui::Story</name>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>%1 sends %2 bytes</source>
        <translation>%1 发送 %2 字节</translation>
    </message>
    <message>
        <source>%1 sends %2 bytes in %3 segments</source>
        <translation>%1 用 %3 个报文段发送 %2 字节</translation>
    </message>
    <message>
        <source>%1 opens: SYN</source>
        <translation>%1 发起连接：SYN</translation>
    </message>
    <message>
        <source>%1 agrees: SYN ACK</source>
        <translation>%1 同意：SYN ACK</translation>
    </message>
    <message>
        <source>Established on both sides</source>
        <translation>双方建立连接</translation>
    </message>
    <message>
        <source>The network loses %1&apos;s %2</source>
        <translation>网络丢失了 %1 的 %2</translation>
    </message>
    <message>
        <source>%1&apos;s retransmission timer expires</source>
        <translation>%1 的重传定时器到期</translation>
    </message>
    <message>
        <source>%1 sends its %2 again</source>
        <translation>%1 重传 %2</translation>
    </message>
    <message>
        <source>%1 closes: FIN</source>
        <translation>%1 关闭：FIN</translation>
    </message>
    <message>
        <source>%1 refuses: RST</source>
        <translation>%1 拒绝：RST</translation>
    </message>
    <message>
        <source>%1 resets: RST</source>
        <translation>%1 复位连接：RST</translation>
    </message>
    <message>
        <source>%1 waits in TIME-WAIT</source>
        <translation>%1 在 TIME-WAIT 中等待</translation>
    </message>
    <message>
        <source>Closed on both sides</source>
        <translation>双方连接均已关闭</translation>
    </message>
    <message>
        <source>A stray %2, as if from %1</source>
        <translation>外来的 %2，冒充 %1</translation>
    </message>
    <message>
        <source>The flood&apos;s sources open: SYN</source>
        <translation>洪泛的源发起连接：SYN</translation>
    </message>
    <message>
        <source>The flood&apos;s sources refuse: RST</source>
        <translation>洪泛的源拒绝：RST</translation>
    </message>
    <message>
        <source>The network loses the flood&apos;s %1</source>
        <translation>网络丢失了洪泛的 %1</translation>
    </message>
    <message>
        <source>%1 sends a frame</source>
        <translation>%1 发送一帧</translation>
    </message>
    <message>
        <source>%1 sends %2 frames</source>
        <translation>%1 发送 %2 帧</translation>
    </message>
    <message>
        <source>%1 hears: %2</source>
        <translation>%1 得知：%2</translation>
    </message>
</context>
<context>
    <name>ui::StoryList</name>
    <message>
        <source>Nothing yet. Press Space.</source>
        <translation>还没开始。请按空格键。</translation>
    </message>
</context>
<context>
    <name>ui::StoryPanel</name>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>The story so far</source>
        <translation>剧情</translation>
    </message>
</context>
<context>
    <name>ui::TopBar</name>
    <message>
        <source>TCP Theater</source>
        <translation>TCP 剧场</translation>
    </message>
    <message>
        <source>All scenarios</source>
        <translation>全部场景</translation>
    </message>
    <message>
        <source>Ctrl+H</source>
        <translation>Ctrl+H</translation>
    </message>
    <message>
        <source>Open a scenario file</source>
        <translation>打开场景文件</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation>Ctrl+O</translation>
    </message>
    <message>
        <source>Sequence numbers as on the wire</source>
        <translation>按线路原值显示序号</translation>
    </message>
    <message>
        <source>中文</source>
        <translation>English</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>全部快捷键</translation>
    </message>
    <message>
        <source>Shift+L</source>
        <translation>Shift+L</translation>
    </message>
    <message>
        <source>Ctrl+E</source>
        <translation>Ctrl+E</translation>
    </message>
    <message>
        <source>Larger, for a projector</source>
        <translation>放大，供投影使用</translation>
    </message>
    <message>
        <source>Ctrl+Shift+P</source>
        <translation>Ctrl+Shift+P</translation>
    </message>
    <message>
        <source>Dark, light or high contrast</source>
        <translation>深色、浅色或高对比度</translation>
    </message>
    <message>
        <source>Export as a picture</source>
        <translation>导出为图片</translation>
    </message>
</context>
<context>
    <name>ui::TransportBar</name>
    <message>
        <source>To the start</source>
        <translation>到开头</translation>
    </message>
    <message>
        <source>One event back</source>
        <translation>后退一个事件</translation>
    </message>
    <message>
        <source>One event on</source>
        <translation>前进一个事件</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>到结尾</translation>
    </message>
    <message>
        <source>To the next change of state</source>
        <translation>到下一次状态变化</translation>
    </message>
    <message>
        <source>Speed ([ slower, ] faster, Backspace normal)</source>
        <translation>速度（[ 减速，] 加速，Backspace 恢复）</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>加速</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>减速</translation>
    </message>
    <message>
        <source>Normal speed</source>
        <translation>正常速度</translation>
    </message>
    <message>
        <source>event %1 of %2</source>
        <translation>第 %1 个事件，共 %2 个</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>%1× speed</source>
        <translation>%1 倍速</translation>
    </message>
    <message>
        <source>%1/%2 speed</source>
        <translation>%1/%2 倍速</translation>
    </message>
</context>
<context>
    <name>ui::TwinView</name>
    <message>
        <source>The model and the kernel will stand here side by side.</source>
        <translation>模型与内核将在这里并排显示。</translation>
    </message>
</context>
</TS>
