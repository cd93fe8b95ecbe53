# The front door. Everything else is meson: meson.build.
BUILD ?= build
SANITIZE ?=

.PHONY: all demo test install clean format
all: $(BUILD)/build.ninja
	ninja -C $(BUILD)

$(BUILD)/build.ninja:
	tools/deps
	meson setup $(BUILD) $(if $(SANITIZE),-Db_sanitize=address$(,)undefined -Db_lundef=false)

# The main job on the bundled sample: three weeks of invented news, read day by day.
demo: $(BUILD)/build.ninja
	ninja -C $(BUILD) src/cli/bellwether
	@tools/demo $(BUILD)/src/cli/bellwether $(BUILD)/demo

test: all
	tools/deps --test
	meson test -C $(BUILD) --print-errorlogs

install: all
	meson install -C $(BUILD)

format:
	clang-format-14 -i $$(git ls-files 'src/*.[ch]' 'tests/*.[ch]' 'fuzz/*.[ch]' 'bench/*.[ch]')

clean:
	rm -rf $(BUILD)

, := ,
