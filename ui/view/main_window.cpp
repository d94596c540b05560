#include "ui/view/main_window.h"

#include "ui/theme/fonts.h"
#include "ui/theme/style_sheet.h"

#include <utility>

#include <QApplication>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QMimeData>
#include <QPainter>
#include <QSettings>
#include <QToolTip>

namespace ui {

namespace {

constexpr int margin = 12;
constexpr int gap = 10;
const QString theme_key = QStringLiteral("theme");
const QString language_key = QStringLiteral("language");
const QString motion_key = QStringLiteral("motion");
const QString reduced_motion = QStringLiteral("reduced");
/// Set for one time what the settings keep for all.
constexpr const char* motion_variable = "TCP_THEATER_MOTION";

} // namespace

MainWindow::MainWindow(QWidget* parent) : QWidget(parent) {
    setMinimumSize(960, 600);
    resize(1600, 1000);
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus); // so that no button looks chosen before Tab is pressed
    // First of all: a style sheet takes back the colours its widgets were given before.
    connect(&state_, &ViewState::themeChanged, this, &MainWindow::applyTheme);
    build();
    connectParts();
    addKeys();
    restoreSettings();
    applyTheme();
    retranslate();
    showHome();
}

void MainWindow::build() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(margin, margin, margin, margin);
    column->setSpacing(gap);
    top_bar_ = new TopBar(state_, this);
    notice_ = new Notice(state_, this);
    pages_ = new QStackedWidget(this);
    home_ = new HomePage(state_, pages_);
    ladder_page_ = new LadderPage(state_, production_, pages_);
    compare_page_ = new ComparePage(state_, pages_);
    pages_->addWidget(ladder_page_);
    pages_->addWidget(compare_page_);
    state_event_page_ = new StateEventPage(state_, pages_);
    pages_->addWidget(state_event_page_);
    queues_page_ = new QueuesPage(state_, production_, pages_);
    pages_->addWidget(queues_page_);
    plots_page_ = new PlotsPage(state_, pages_);
    pages_->addWidget(plots_page_);
    pages_->addWidget(home_);
    transport_ = new TransportBar(state_, playback_, this);
    key_sheet_ = new KeySheet(state_, this);
    column->addWidget(top_bar_);
    column->addWidget(notice_);
    column->addWidget(pages_, 1);
    column->addWidget(transport_);
}

void MainWindow::connectParts() {
    connect(top_bar_, &TopBar::pageChosen, this, &MainWindow::showPage);
    connect(top_bar_, &TopBar::homeChosen, this, &MainWindow::showHome);
    connect(top_bar_, &TopBar::openChosen, this, &MainWindow::chooseFile);
    connect(top_bar_, &TopBar::numbersChosen, this, &MainWindow::toggleNumbers);
    connect(top_bar_, &TopBar::themeChosen, this, &MainWindow::takeNextTheme);
    connect(top_bar_, &TopBar::projectorChosen, this, &MainWindow::toggleProjector);
    connect(top_bar_, &TopBar::exportChosen, this, &MainWindow::chooseExport);
    connect(top_bar_, &TopBar::languageChosen, this, &MainWindow::toggleLanguage);
    connect(top_bar_, &TopBar::helpChosen, this, &MainWindow::toggleKeySheet);
    connect(home_, &HomePage::scenarioChosen, this, &MainWindow::openScenario);
    connect(home_, &HomePage::openChosen, this, &MainWindow::chooseFile);
    connect(ladder_page_, &LadderPage::recordActivated, this, &MainWindow::goToRecord);
    connect(ladder_page_, &LadderPage::lineActivated, this, &MainWindow::activateRecord);
    connect(ladder_page_, &LadderPage::recordChosen, this, &MainWindow::showRecord);
    connect(state_event_page_, &StateEventPage::sightingChosen, this, &MainWindow::openSighting);
    connect(queues_page_, &QueuesPage::timeChosen, &state_, &ViewState::setTime);
    connect(queues_page_, &QueuesPage::replayed, this, &MainWindow::watchFrom);
    connect(plots_page_, &PlotsPage::cursorWanted, this, &MainWindow::goToRecord);
    connect(plots_page_, &PlotsPage::recordChosen, &state_, &ViewState::select);
    connect(compare_page_, &ComparePage::kernelShown, this, &MainWindow::takeKernel);
    connect(&production_, &Production::failed, notice_, &Notice::show);
    connect(&production_, &Production::changed, this, &MainWindow::takeProduction);
}

bool MainWindow::openScenario(const QString& argument) {
    if (!production_.open(argument)) return false;
    showPage(0);
    return true;
}

void MainWindow::showHome() {
    playback_.pause();
    pages_->setCurrentWidget(home_);
    transport_->hide();
    top_bar_->showPage(-1);
    setFocus();
}

void MainWindow::showPage(int page) {
    const bool needs_no_run = pages_->widget(page) == state_event_page_;
    if (!state_.run() && !needs_no_run) return;
    if (needs_no_run && pages_->currentWidget() != state_event_page_)
        state_event_page_->chooseFor(inspected());
    pages_->setCurrentIndex(page);
    transport_->setVisible(state_.run() != nullptr);
    top_bar_->showPage(page);
    setFocus();
    if (needs_no_run) state_event_page_->setFocus();
    const bool compares = pages_->currentWidget() == compare_page_;
    if (compares && compare_page_->comparison() == nullptr && !compare_page_->player().isPlaying())
        compare_page_->playKernel();
    takeKernel();
}

/// Queues and plots stand beside the kernel's that was compared, else beside the one that ships.
void MainWindow::takeKernel() {
    const bool plots = pages_->currentWidget() == plots_page_;
    if (!plots && pages_->currentWidget() != queues_page_) return;
    std::shared_ptr<const Run> kernel = compare_page_->kernel();
    QString name = compare_page_->kernelName();
    if (!kernel && production_.overrides() == sim::Overrides{}) {
        kernel = recordedRun(production_.argument());
        if (kernel) name = ComparePage::nameOf(*kernel, KernelSource::recorded);
    }
    if (plots)
        plots_page_->setKernel(kernel, name);
    else
        queues_page_->setKernel(kernel, name);
}

void MainWindow::watchFrom(sim::Time time) {
    state_.setTime(time);
    playback_.play();
}

void MainWindow::openSighting(const ScenarioSighting& sighting) {
    if (openScenario(sighting.scenario)) stepTo(sighting.record);
}

/// The kernel is asked for the same scenario with the same changes.
void MainWindow::takeProduction() {
    notice_->hide();
    KernelRequest request{.scenario = production_.argument(), .options = {}};
    const sim::Overrides& overrides = production_.overrides();
    if (!overrides.profile.empty())
        request.options << QStringLiteral("--profile") << QString::fromStdString(overrides.profile);
    for (const sim::Setting& setting : overrides.settings)
        request.options << QStringLiteral("--set")
                        << QString::fromStdString(setting.key + "=" + setting.value);
    compare_page_->setRequest(request);
    takeKernel();
}

void MainWindow::retranslate() {
    setWindowTitle(tr("TCP Theater"));
    top_bar_->setPages(
        {tr("Ladder"), tr("Compare"), tr("State by event"), tr("Queues"), tr("Plots")});
}

void MainWindow::applyTheme() {
    const Theme& theme = state_.theme();
    QPalette colours = palette();
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        colours.setColor(role, theme.text);
    colours.setColor(QPalette::Window, theme.background);
    colours.setColor(QPalette::Base, theme.field);
    colours.setColor(QPalette::Highlight, theme.accent);
    colours.setColor(QPalette::HighlightedText, theme.onHue());
    setPalette(colours);
    setFont(sansFont(theme, 13));
    setStyleSheet(styleSheetOf(theme));
    QToolTip::setFont(sansFont(state_.theme(), 13));
    update();
}

void MainWindow::restoreSettings() {
    const QSettings settings;
    setTheme(themeWithKey(settings.value(theme_key).toString()));
    const QString language = settings.value(language_key).toString();
    const Language chosen = language.isEmpty()                ? systemLanguage()
                            : language == QLatin1String("zh") ? Language::chinese
                                                              : Language::english;
    language_.setLanguage(chosen);
    const QString motion =
        qEnvironmentVariable(motion_variable, settings.value(motion_key).toString());
    state_.setMotion(motion == reduced_motion ? Motion::reduced : Motion::full);
}

void MainWindow::setTheme(ThemeName name) {
    state_.setTheme(themeNamed(name, state_.theme().projection()));
}

void MainWindow::takeNextTheme() {
    setTheme(themeAfter(state_.theme().name));
    QSettings().setValue(theme_key, keyOf(state_.theme().name));
}

void MainWindow::toggleLanguage() {
    language_.toggle();
    const bool chinese = language_.language() == Language::chinese;
    QSettings().setValue(language_key, chinese ? QStringLiteral("zh") : QStringLiteral("en"));
}

void MainWindow::toggleNumbers() {
    state_.setNumbers(state_.numbers() == Numbers::relative ? Numbers::absolute
                                                            : Numbers::relative);
}

void MainWindow::toggleProjector() {
    const bool projector = state_.theme().projection() == Projection::projector;
    const Projection next = projector ? Projection::screen : Projection::projector;
    state_.setTheme(themeNamed(state_.theme().name, next));
}

void MainWindow::toggleMotion() {
    const bool full = state_.motion() == Motion::full;
    state_.setMotion(full ? Motion::reduced : Motion::full);
    QSettings().setValue(motion_key, full ? reduced_motion : QStringLiteral("full"));
}

void MainWindow::toggleFullScreen() {
    setWindowState(windowState() ^ Qt::WindowFullScreen);
}

void MainWindow::toggleKeySheet() {
    key_sheet_->setGeometry(rect());
    key_sheet_->raise();
    key_sheet_->setVisible(!key_sheet_->isVisible());
}

/// What Esc does: the last thing that was opened goes away.
void MainWindow::putAway() {
    if (key_sheet_->isVisible())
        key_sheet_->hide();
    else if (notice_->isVisible())
        notice_->hide();
    else if (pages_->currentWidget() == home_)
        showPage(0);
    else
        state_.select(0);
}

void MainWindow::chooseFile() {
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Open a scenario or a packetdrill script"), {},
                                     tr("Scenarios and scripts (*.toml *.pkt);;All files (*)"));
    if (!file.isEmpty()) openScenario(file);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    const QString file = event->mimeData()->urls().value(0).toLocalFile();
    if (!file.isEmpty()) openScenario(file);
}

void MainWindow::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), state_.theme().background);
}

void MainWindow::resizeEvent(QResizeEvent*) {
    key_sheet_->setGeometry(rect());
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

} // namespace ui
