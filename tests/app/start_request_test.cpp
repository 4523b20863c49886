#include "app/start_request.h"

#include "support/catch.h"

#include <iostream>
#include <random>

using namespace psoas;
using namespace psoas::app;

TEST_CASE("start request: what was asked for arrives") {
    const StartRequest request = GENERATE(
        StartRequest{}, StartRequest{.routine = "ball-release", .activationToken = {}},
        StartRequest{.routine = {}, .activationToken = "gnome-shell/x/1-2-host_TIME3"},
        StartRequest{.routine = "mine", .activationToken = "a b=c"},
        StartRequest{.routine = std::string(1024, 'r'), .activationToken = std::string(1024, 't')},
        StartRequest{.routine = "start x", .activationToken = "token y"});
    const std::string message = messageOf(request);
    CHECK(message.size() <= kLongestMessage);
    CHECK(isWhole(message));
    CHECK(requestIn(message) == request);
    for (std::size_t length = 0; length < message.size(); ++length) {
        CHECK_FALSE(requestIn(std::string_view(message).substr(0, length)));
    }
}

TEST_CASE("start request: what no line can hold is left out") {
    CHECK(requestIn(messageOf({.routine = "a\nb", .activationToken = "t"})) ==
          StartRequest{.routine = {}, .activationToken = "t"});
    CHECK(requestIn(messageOf({.routine = std::string("a\0b", 3), .activationToken = "\x7f"})) ==
          StartRequest{});
    CHECK(requestIn(messageOf({.routine = std::string(1025, 'a'), .activationToken = {}})) ==
          StartRequest{});
}

TEST_CASE("start request: nothing is understood that we would not have written") {
    const std::string message =
        GENERATE("", "\n", "\n\n", "psoas-ease 1\n", "psoas-ease 2\n\n", "psoas-ease 1\n\n\n",
                 "psoas-ease 1\r\n\r\n", "Psoas-ease 1\n\n", "psoas-ease 1\nstart\n\n",
                 "psoas-ease 1\nstart \n\n", "psoas-ease 1\nstart a\nstart b\n\n",
                 "psoas-ease 1\ntoken t\nstart a\n\n", "psoas-ease 1\nstop\n\n",
                 "psoas-ease 1\nstart a\tb\n\n", "psoas-ease 1\nstart a\n\nstart b\n\n",
                 " psoas-ease 1\n\n", "GET / HTTP/1.1\r\n\r\n");
    CAPTURE(message);
    CHECK_FALSE(requestIn(message));
    CHECK_FALSE(requestIn("psoas-ease 1\nstart " + std::string(1025, 'a') + "\n\n"));
}

TEST_CASE("start request: whatever bytes come, only what we write is understood") {
    std::mt19937 random(4);
    int understood = 0;
    constexpr int kTries = 20'000;
    for (int i = 0; i < kTries; ++i) {
        std::string message = messageOf({.routine = "ball-release", .activationToken = "token"});
        for (auto spoilt = random() % 4; spoilt > 0; --spoilt) {
            const std::size_t at = random() % message.size();
            switch (random() % 3) {
                case 0:
                    message[at] = static_cast<char>(random());
                    break;
                case 1:
                    message.insert(at, 1, static_cast<char>(random()));
                    break;
                default:
                    message.erase(at, 1);
            }
        }
        if (const auto request = requestIn(message)) {
            ++understood;
            CHECK(messageOf(*request) == message);
        }
    }
    CHECK(understood > kTries / 4);
    CHECK(understood < kTries);
    std::cout << "messages tried: " << kTries << ", understood: " << understood << ", crashes: 0\n";
}
