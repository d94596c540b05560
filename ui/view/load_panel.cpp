#include "ui/view/load_panel.h"

#include "ui/model/overrides.h"
#include "ui/view/choice_box.h"

#include <algorithm>

#include <QEvent>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace ui {

namespace {

using namespace std::chrono_literals;

constexpr auto settle_time = 160ms;
constexpr auto patience = 250ms;

/// A value, or nothing where it is what the scenario says itself.
std::optional<std::string> changed(int value, int written) {
    if (value == written) return std::nullopt;
    return std::to_string(value);
}

} // namespace

LoadPanel::LoadPanel(ViewState& state, Production& production, QWidget* parent)
    : Card(state, parent),
      production_(production),
      backlog_(new StepField(state, {0, 1, 2, 4, 5, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4095},
                             this)),
      rate_(new StepField(state,
                          {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000,
                           50000, 100000, 200000, 500000},
                          this)),
      retries_(new StepField(state, {0, 1, 2, 3, 4, 5, 6, 7, 8}, this)),
      cookies_name_(new ThemedLabel(state, {Ink::second_text, 13}, this)),
      status_(new ThemedLabel(state, {Ink::second_text, 13}, this)),
      cookies_(new ChoiceBox(state, this)),
      cancel_(new QPushButton(this)),
      as_written_(new QPushButton(this)) {
    cookies_->addItems({{}, {}, {}});
    cookies_name_->setBuddy(cookies_);
    backlog_->setObjectName(QStringLiteral("backlog"));
    rate_->setObjectName(QStringLiteral("rate"));
    retries_->setObjectName(QStringLiteral("retries"));
    cookies_->setObjectName(QStringLiteral("cookies"));
    auto* cookie_row = new QHBoxLayout;
    cookie_row->addWidget(cookies_name_);
    cookie_row->addWidget(cookies_, 1);
    auto* foot = new QHBoxLayout;
    foot->addWidget(status_, 1);
    foot->addWidget(cancel_);
    foot->addWidget(as_written_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(9);
    for (QWidget* field : {backlog_, rate_, retries_})
        column->addWidget(field);
    column->insertLayout(2, cookie_row);
    column->addLayout(foot);
    column->addStretch(1);
    settled_.setSingleShot(true);
    patience_.setSingleShot(true);
    connect(&settled_, &QTimer::timeout, this, &LoadPanel::playChanged);
    connect(&patience_, &QTimer::timeout, this, &LoadPanel::showLongRun);
    for (StepField* field : {backlog_, rate_, retries_})
        connect(field, &StepField::chosen, &settled_, [this] { settled_.start(settle_time); });
    connect(cookies_, &QComboBox::activated, this, [this] { settled_.start(settle_time); });
    connect(cancel_, &QPushButton::clicked, &production_, &Production::cancelAside);
    connect(as_written_, &QPushButton::clicked, this, &LoadPanel::takeAllBack);
    connect(&production_, &Production::changed, this, &LoadPanel::showScenario);
    connect(&production_, &Production::failed, this, &LoadPanel::showScenario);
    connect(&production_, &Production::playingAsideChanged, this, &LoadPanel::showPlaying);
    retranslate();
    showScenario();
}

LoadPanel::Values LoadPanel::valuesOf(const sim::Scenario& scenario) {
    Values values;
    for (const sim::Program& program : scenario.programs)
        for (const sim::Call& call : program.calls)
            if (call.kind == sim::CallKind::listen) values.backlog = static_cast<int>(call.count);
    const std::size_t host = scenario.floods.empty() ? scenario.hosts.size() - 1
                                                     : std::size_t{scenario.floods.front().to};
    if (!scenario.floods.empty()) values.rate = static_cast<int>(scenario.floods.front().rate);
    const sim::Profile& profile = scenario.hosts.at(host).profile;
    values.cookies = static_cast<int>(profile.syn_cookies);
    values.retries = static_cast<int>(profile.synack_retries);
    return values;
}

void LoadPanel::retranslate() {
    setTitle(tr("Play it differently"));
    backlog_->setName(tr("Backlog: listen(socket, N)"));
    rate_->setName(tr("Flood: SYNs a second"));
    retries_->setName(tr("Retries of a SYN ACK"));
    cookies_name_->setText(tr("SYN cookies"));
    cookies_->setItemText(0, tr("0 · never"));
    cookies_->setItemText(1, tr("1 · when full"));
    cookies_->setItemText(2, tr("2 · always"));
    cancel_->setText(tr("Cancel"));
    as_written_->setText(tr("As written"));
    showPlaying();
}

void LoadPanel::showScenario() {
    setEnabled(production_.scenario().has_value());
    if (!production_.scenario() || settled_.isActive()) return;
    const Values values = valuesOf(*production_.scenario());
    const QSignalBlocker quiet(cookies_);
    backlog_->show(values.backlog);
    rate_->show(values.rate);
    rate_->setVisible(!production_.scenario()->floods.empty());
    retries_->show(values.retries);
    cookies_->setCurrentIndex(values.cookies);
    showPlaying();
}

/// A run of a blink is not worth a word.
void LoadPanel::showPlaying() {
    if (production_.isPlayingAside())
        patience_.start(patience);
    else
        patience_.stop();
    status_->clear();
    cancel_->hide();
    as_written_->show();
    as_written_->setEnabled(!production_.overrides().settings.empty());
}

void LoadPanel::showLongRun() {
    status_->setText(tr("The model plays…"));
    as_written_->hide();
    cancel_->show();
}

void LoadPanel::playChanged() {
    if (!production_.asWritten()) return;
    const Values written = valuesOf(*production_.asWritten());
    sim::Overrides overrides = production_.overrides();
    setOverride(overrides, "listen.backlog", changed(backlog_->value(), written.backlog));
    if (!production_.asWritten()->floods.empty())
        setOverride(overrides, "flood.rate", changed(rate_->value(), written.rate));
    setOverride(overrides, "net.ipv4.tcp_syncookies",
                changed(cookies_->currentIndex(), written.cookies));
    setOverride(overrides, "net.ipv4.tcp_synack_retries",
                changed(retries_->value(), written.retries));
    production_.changeAside(overrides);
}

void LoadPanel::takeAllBack() {
    settled_.stop();
    production_.changeAside({});
}

void LoadPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    Card::changeEvent(event);
}

} // namespace ui
