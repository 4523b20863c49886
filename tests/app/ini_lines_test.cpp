#include "app/ini_lines.h"

#include "support/catch.h"
#include "support/temp_folder.h"

#include <QSettings>

#include <cstdlib>
#include <iostream>
#include <iterator>
#include <random>

using namespace psoas;
using namespace psoas::app;

namespace {

/// What `QSettings` reads in such texts. Each is read under a name of its own: it remembers files.
class Reader {
public:
    IniChanges read(const QByteArray &ini) {
        const auto path = m_folder / (std::to_string(++m_files) + ".ini");
        psoas::write(path, ini.toStdString());
        const QSettings file(QString::fromStdString(path.string()), QSettings::IniFormat);
        IniChanges values;
        for (const QString &key : file.allKeys()) {
            // It lists some keys of damaged lines by names that it takes for others when asked.
            if (!key.isEmpty() && !key.contains("//")) {
                values[key] = file.value(key);
            }
        }
        return values;
    }

private:
    TempFolder m_folder;
    int m_files = 0;
};

class Author {
public:
    explicit Author(unsigned seed) : m_random(seed) {}

    unsigned below(std::size_t end) { return static_cast<unsigned>(m_random() % end); }
    /// Anything that ini files have a meaning for, and much that they have none for.
    QString text() {
        static constexpr char16_t kLetters[] =
            u"ab f09 ;,=\"\\@%[]()\t\n\r/\u00e9\u20ac\u0001\u007f";
        QString out;
        for (unsigned i = below(8); i > 0; --i) {
            out += QChar(kLetters[below(std::size(kLetters))]);  // the closing zero as well
        }
        return out;
    }
    QVariant value() {
        switch (below(5)) {
            case 0:
                return {};
            case 1:
                return QStringList{text(), text()};
            case 2:
                return text().toLatin1() + '\x80' + '\0';
            default:
                return text();
        }
    }
    QByteArray file() {
        static const QByteArray kParts[] = {"[look]\n",
                                            "[ safety ]\r\n",
                                            "[look",
                                            "theme=dark\n",
                                            "theme = \"a, b\"\n",
                                            "lock=stop\n",
                                            "lock=",
                                            "theme=a\\\n b\n",
                                            "; a \"note\n",
                                            "mine=1;2\n",
                                            "\"",
                                            "\\",
                                            "\n",
                                            "\r",
                                            "= \n",
                                            "[mine]\n",
                                            "own=x y\n",
                                            "no line of it\n",
                                            " ",
                                            "[]\n",
                                            "\\\r\n",
                                            ";"};
        QByteArray out;
        for (unsigned i = below(14); i > 0; --i) {
            out += kParts[below(std::size(kParts))];
        }
        return out;
    }

private:
    std::minstd_rand m_random;
};

}  // namespace

TEST_CASE("changes go where their keys stand, and all else stays as it was written") {
    const QByteArray ini =
        "; mine\r\n[look]\r\n; the night\r\ntheme=dark\r\nown=\"1\"\r\n\r\n[other]\r\nx\r\n";
    CHECK(withChanges(ini, {}) == ini);
    CHECK(
        withChanges(ini, {{"look/theme", "light"}, {"look/motion", "full"}}) ==
        "; mine\r\n[look]\r\nmotion=full\n; the night\r\ntheme=light\nown=\"1\"\r\n\r\n[other]\r\n"
        "x\r\n");
    CHECK(withChanges("[a]\nk=1\n[b]\nl=2\n[a]\nk=3\n", {{"a/k", 4}}) ==
          "[a]\nk=4\n[b]\nl=2\n[a]\n");
    CHECK(withChanges("[a]\nk=1\nl=2\n", {{"a/k", {}}, {"b/k", {}}}) == "[a]\nl=2\n");
    CHECK(withChanges("", {{"b/k", 1}, {"a/l", 2.5}}) == "[a]\nl=2.5\n\n[b]\nk=1\n");
    CHECK(withChanges("[a]\nk=1", {{"b/k", 1}}) == "[a]\nk=1\n\n[b]\nk=1\n");
}

TEST_CASE("what is written into any ini file is read back, and nothing else changes") {
    const int tries = std::getenv("PSOAS_LONG") == nullptr ? 1500 : 30'000;
    Author author(20261124);
    Reader reader;
    int wrong = 0;
    for (int i = 0; i < tries; ++i) {
        const QByteArray ini = author.file();
        const IniChanges changes{{"look/theme", author.value()},
                                 {"safety/lock", author.value()},
                                 {"safety/list", author.value()}};
        IniChanges expected = reader.read(ini);
        for (auto each = changes.begin(); each != changes.end(); ++each) {
            if (each.value().isValid()) {
                expected[each.key()] = each.value();
            } else {
                expected.remove(each.key());
            }
        }
        if (reader.read(withChanges(ini, changes)) != expected && ++wrong == 1) {
            UNSCOPED_INFO("first of:\n"
                          << ini.toStdString() << "\nbecame:\n"
                          << withChanges(ini, changes).toStdString());
        }
    }
    std::cout << "ini files tried: " << tries << ", read back wrongly: " << wrong << '\n';
    CHECK(wrong == 0);
}
