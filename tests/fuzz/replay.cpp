// Gives every file of the folders named to the fuzz target: no fuzzer needed, any compiler will do.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace fs = std::filesystem;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

namespace {

std::vector<fs::path> filesIn(const fs::path &folder) {
    std::vector<fs::path> files;
    for (const auto &entry : fs::directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

void replay(const fs::path &file) {
    // Before it is read, and at once: of a fault the last name tells whose it is.
    std::cout << file.generic_string() << std::endl;
    std::ifstream in(file, std::ios::binary);
    in.exceptions(std::ios::failbit);  // thrown, and ending the program, if it did not open
    const std::string text(std::istreambuf_iterator<char>(in), {});
    // Of the exact size, so that a sanitizer notices one byte read beyond it.
    const std::vector<std::uint8_t> bytes(text.begin(), text.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

}  // namespace

int main(int argc, char **argv) {
    std::size_t count = 0;
    for (const char *folder : std::vector<const char *>(argv + 1, argv + argc)) {
        const auto files = filesIn(folder);
        if (files.empty()) {
            std::cerr << folder << " holds no file\n";
            return EXIT_FAILURE;
        }
        std::ranges::for_each(files, replay);
        count += files.size();
    }
    std::cout << count << " files read without a fault\n";
    return count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
