# Journey: one Makefile, read from top to bottom.  `make help` lists the targets.
#
# Sources are found by wildcard: a new .c file in runtime/*/ or compiler/*/ is built,
# a new tests/unit/test_*.c is run, a new tests/fuzz/fuzz_*.c is fuzzed and replayed.
# Nothing generated is committed; everything made lies under $(BUILDROOT)/$(MODE).

# debug, release, asan (with UBSan), tsan, cov, fuzz; what people run or install is a release.
MODE      ?= $(if $(filter demo bench install uninstall,$(MAKECMDGOALS)),release,debug)
BUILDROOT ?= build
BUILD     := $(BUILDROOT)/$(MODE)
GEN       := $(BUILD)/gen
PREFIX    ?= /usr/local
VERSION   := 0.1.0

CC         := $(if $(filter fuzz,$(MODE)),clang,$(if $(filter default,$(origin CC)),cc,$(CC)))
BISON      ?= bison
FLEX       ?= flex
PKG_CONFIG ?= pkg-config
FUZZ_SECONDS ?= 60

# As many jobs as processors; a -j on the command line wins.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 2)
endif
.DELETE_ON_ERROR:
.SECONDARY:
.DEFAULT_GOAL := all

# ---- flags -------------------------------------------------------------------------------

WERROR ?= -Werror
WARN   := -Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
          -Wmissing-prototypes -Wwrite-strings -Wvla -Wformat=2 -Wundef
# Under sanitizers only lines and names of functions are asked for: a report shows no more.
OPT_debug   := -Og -g3 -fno-omit-frame-pointer
OPT_release := -O2 -g -DNDEBUG -D_FORTIFY_SOURCE=2 -fstack-protector-strong
OPT_asan    := -O1 -g1 -fno-omit-frame-pointer -fsanitize=address,undefined \
               -fno-sanitize-recover=all
OPT_tsan    := -O1 -g1 -fno-omit-frame-pointer -fsanitize=thread
OPT_cov     := -O0 -g --coverage
OPT_fuzz    := -O1 -g1 -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
               -fno-sanitize-recover=all
ifeq ($(OPT_$(MODE)),)
$(error MODE is debug, release, asan, tsan, cov or fuzz, not '$(MODE)')
endif

RT_PKGS   := jansson libutf8proc libmd sqlite3 xlsxwriter zlib libzstd
GRAPH_PKGS := libcgraph libgvc
DRAW_PKGS := pangocairo librsvg-2.0
LETTERS_PKGS := fontconfig harfbuzz
# Foreign headers are system headers: their warnings are not ours.
PKG_CFLAGS  := $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags $(RT_PKGS) 2>/dev/null))
DRAW_CFLAGS := $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags $(GRAPH_PKGS) $(DRAW_PKGS) $(LETTERS_PKGS) 2>/dev/null))
GRAPH_LIBS  := $(shell $(PKG_CONFIG) --libs $(GRAPH_PKGS) 2>/dev/null)
DRAW_LIBS   := $(shell $(PKG_CONFIG) --libs $(DRAW_PKGS) 2>/dev/null)
LETTERS_LIBS := $(shell $(PKG_CONFIG) --libs $(LETTERS_PKGS) libutf8proc 2>/dev/null)
# The layout of Graphviz lies outside of the loader's path; linked in, it needs no configuration.
GV_PLUGINS  := $(shell $(PKG_CONFIG) --variable=libdir libgvc 2>/dev/null)/graphviz
GRAPH_LIBS  += -Wl,-rpath,$(GV_PLUGINS) \
               $(firstword $(wildcard $(GV_PLUGINS)/libgvplugin_dot_layout.so.*))
# Loaded when a workbook is written, by the name that its headers go with.
XLSX_LIB    := $(shell readelf -d $$($(CC) -print-file-name=libxlsxwriter.so) 2>/dev/null | \
                 sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')
# Loaded when pages are served.
HTTP_LIB    := $(shell readelf -d $$($(CC) -print-file-name=libmicrohttpd.so) 2>/dev/null | \
                 sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')
RT_LIBS     := $(shell $(PKG_CONFIG) --libs $(filter-out xlsxwriter,$(RT_PKGS)) 2>/dev/null) -lm -ldl

STATIC_LIBS := $(shell $(PKG_CONFIG) --static --libs $(filter-out xlsxwriter,$(RT_PKGS)) 2>/dev/null) -lm

CPPFLAGS += -D_GNU_SOURCE -DJOURNEY_VERSION='"$(VERSION)"' \
            -Iinclude -Iruntime -Icompiler -I$(GEN) -MMD -MP
CFLAGS   += -std=gnu11 $(WARN) $(WERROR) $(OPT_$(MODE)) \
            -ffile-prefix-map=$(CURDIR)/= -ffile-prefix-map=$(BUILD)/=
LDFLAGS  += $(filter -fsanitize=% --coverage,$(OPT_$(MODE))) \
            $(if $(filter release,$(MODE)),-Wl$(comma)-z$(comma)relro$(comma)-z$(comma)now)
comma    := ,
# Instrumented programs have so much to relocate that it takes a quarter of each test's time to start.
FIXED    := $(if $(filter asan,$(MODE)),-no-pie)

# ---- what there is -----------------------------------------------------------------------

objects = $(patsubst %.c,$(BUILD)/%.o,$(1))

RT_SRC  := $(wildcard runtime/*/*.c)
CLI_SRC := $(wildcard compiler/cli/*.c)
DRAW_SRC := $(wildcard compiler/draw/*.c)
LETTERS_SRC := $(wildcard compiler/letters/*.c)
JY_SRC  := $(filter-out $(CLI_SRC) $(DRAW_SRC) $(LETTERS_SRC),$(wildcard compiler/*/*.c))
LIBRARY := $(sort $(wildcard grammar/library/*.journey))
TEMPLATES := $(sort $(wildcard grammar/templates/*/*))
# What a plan is made of, from the ground up.
SHAPED  := runtime/base/number.h \
           $(addprefix include/journey/,plan_place.h flow.h plan_money.h plan.h)
HTML_PARTS := compiler/html/report.css compiler/html/report.js
PAGES   := $(sort $(wildcard docs/explain/*.md))
GEN_SRC := $(if $(wildcard grammar/journey.y),$(GEN)/parse.c) \
           $(if $(wildcard grammar/journey.l),$(GEN)/scan.c) \
           $(if $(LIBRARY),$(GEN)/library.c) $(GEN)/templates.c $(GEN)/html_parts.c $(GEN)/pages.c $(GEN)/shapes.c
GEN_OBJ := $(GEN_SRC:.c=.o)
GEN_HDR := $(patsubst %.c,%.h,$(filter-out %/pages.c %/shapes.c,$(GEN_SRC)))

LIBRT   := $(BUILD)/libjourney_rt.a
# Of programs that `journey build` makes.
RUN_HDR  := $(addprefix include/journey/,validator.h zones.h)
# The headers of the runtime's library; what they declare, and nothing else, the shared one shows.
RT_HDR   := $(filter-out $(wildcard include/journey/diag.h include/journey/model*.h) $(RUN_HDR),\
              $(wildcard include/journey/*.h))
BASE_HDR := $(patsubst %,runtime/base/%.h,arena buf hash number status text)
RT_ABI   := 0
RT_SO    := $(BUILD)/libjourney_rt.so.$(RT_ABI)
LIBJY   := $(BUILD)/libjourney.a
# The headers as they are installed, for such programs out of a folder of builds.
HEADERS := $(patsubst include/%,$(BUILD)/include/%,$(RT_HDR) $(RUN_HDR)) \
           $(patsubst runtime/%,$(BUILD)/include/journey/%,$(BASE_HDR))
PROGRAM := $(if $(CLI_SRC),$(BUILD)/journey)
# What draws is loaded by the commands that draw; tests have it linked in. Graphviz lies apart from Pango and
# librsvg, which bring forty libraries more.
GRAPH_SRC := $(addprefix compiler/draw/,child.c gv.c gv_layout.c gv_module.c)
GRAPH     := $(BUILD)/journey-graph.so
GRAPH_OBJ := $(call objects,$(GRAPH_SRC))
DRAW      := $(BUILD)/journey-draw.so
DRAW_OBJ  := $(call objects,$(filter-out %/here.c $(GRAPH_SRC),$(DRAW_SRC)))
# The same for measuring text without Pango.
LETTERS   := $(BUILD)/journey-letters.so
LETTERS_OBJ := $(call objects,$(filter-out %/here.c,$(LETTERS_SRC)))
DRAW_HERE := $(call objects,$(DRAW_SRC) $(LETTERS_SRC))

# T="word word" picks: tests that would not run are not built either.
T        ?=
picked    = $(sort $(if $(T),$(foreach file,$(1),$(if $(strip $(foreach word,$(T),$(findstring $(word),$(notdir $(file))))),$(file))),$(1)))
UNIT_SRC := $(call picked,$(wildcard tests/unit/test_*.c))
UNIT     := $(UNIT_SRC:%.c=$(BUILD)/%)
FUZZ_SRC := $(call picked,$(wildcard tests/fuzz/fuzz_*.c))
FUZZERS  := $(FUZZ_SRC:%.c=$(BUILD)/%)
REPLAYS  := $(FUZZ_SRC:tests/fuzz/fuzz_%.c=$(BUILD)/tests/fuzz/replay_%)

# A test or fuzz target that includes nothing of the compiler is linked with the runtime
# alone, which proves that the runtime stands by itself.
JY_DIRS  := origin|run|html|explain|source|syntax|model|lint|assess|doc|plan|findings|diagram|draw|letters|emit|sql|fmt|driver|watch|cli
JY_USERS := $(shell grep -lE '^\#include "($(JY_DIRS))/' \
              $(UNIT_SRC) $(FUZZ_SRC) /dev/null)
libs_for  = $(if $(filter $(1),$(JY_USERS)),$(DRAW_HERE) $(LIBJY)) $(LIBRT)
link_for  = $(if $(filter $(1),$(JY_USERS)),$(GRAPH_LIBS) $(DRAW_LIBS) $(LETTERS_LIBS)) $(RT_LIBS)

# Short lines while building; make V=1 shows the commands, make -s nothing.
Q   := $(if $(V),,@)
say  = $(if $(V)$(findstring s,$(firstword -$(MAKEFLAGS))),,@printf '  %-5s %s\n' $(1) $(2))

# ---- build -------------------------------------------------------------------------------

.PHONY: all
all: $(LIBRT) $(RT_SO) $(LIBJY) $(PROGRAM) $(GRAPH) $(DRAW) $(LETTERS) $(HEADERS) ## build the libraries and the program journey
	@$(if $(PROGRAM),ln -sfn $(MODE)/journey $(BUILDROOT)/journey && echo "$(BUILDROOT)/journey")

# The words of the language are written into the grammar from their table.
$(GEN)/journey.y: tools/keywords.awk grammar/keywords.def grammar/journey.y
	@mkdir -p $(@D)
	$(Q)awk -f tools/keywords.awk grammar/keywords.def grammar/journey.y > $@
$(GEN)/parse.c $(GEN)/parse.h &: $(GEN)/journey.y
	$(call say,bison,grammar/journey.y)
	$(Q)$(BISON) -Wall -Werror --file-prefix-map=$(BUILD)/= --header=$(GEN)/parse.h \
		-o $(GEN)/parse.c $<
$(GEN)/scan.c $(GEN)/scan.h &: grammar/journey.l
	@mkdir -p $(@D)
	$(call say,flex,$<)
	$(Q)$(FLEX) --header-file=$(GEN)/scan.h -o $(GEN)/scan.c $<
$(GEN)/library.c $(GEN)/library.h &: tools/embed.sh $(LIBRARY)
	@mkdir -p $(@D)
	$(call say,embed,grammar/library)
	$(Q)sh tools/embed.sh $(GEN)/library $(LIBRARY)
$(GEN)/templates.c $(GEN)/templates.h &: tools/embed.sh $(TEMPLATES)
	@mkdir -p $(@D)
	$(call say,embed,grammar/templates)
	$(Q)sh tools/embed.sh $(GEN)/templates $(TEMPLATES)
$(GEN)/html_parts.c $(GEN)/html_parts.h &: tools/embed.sh $(HTML_PARTS)
	@mkdir -p $(@D)
	$(call say,embed,compiler/html)
	$(Q)sh tools/embed.sh $(GEN)/html_parts $(HTML_PARTS)
$(GEN)/pages.c: tools/pages.awk $(PAGES)
	@mkdir -p $(@D)
	$(call say,embed,docs/explain)
	$(Q)LC_ALL=C awk -f tools/pages.awk $(PAGES) /dev/null > $@

# What goes over every row is made of loops that are worth unrolling.
$(call objects,$(filter runtime/measure/% runtime/read/%,$(RT_SRC))): OPT_release += -O3

$(GEN)/shapes.c: tools/shapes.awk $(SHAPED)
	@mkdir -p $(@D)
	$(call say,shape,include/journey/plan.h)
	$(Q)LC_ALL=C awk -v roots="jrt_plan" -f tools/shapes.awk $(SHAPED) > $@

$(GEN_OBJ): WARN := -Wall
$(GEN_OBJ) $(call objects,$(JY_SRC) $(CLI_SRC)): CPPFLAGS += $(PKG_CFLAGS)
# One set of objects for both libraries; nobody may put a function of his own in the place of ours.
$(call objects,$(RT_SRC) $(JY_SRC)) $(GEN_OBJ): CFLAGS += -fPIC -fno-semantic-interposition
$(BUILD)/runtime/report/xlsx_calls.o: CPPFLAGS += $(XLSX_LIB:%=-DJRT_XLSX_LIBRARY='"%"')
$(BUILD)/compiler/watch/http_calls.o: CPPFLAGS += $(HTTP_LIB:%=-DJY_HTTP_LIBRARY='"%"')
# With what a program is linked statically; dl is a part of C's own library there.
$(BUILD)/compiler/cli/compile.o: Makefile
$(BUILD)/compiler/cli/compile.o: CPPFLAGS += -DJOURNEY_LIBRARIES='"-ljourney -ljourney_rt \
	$(STATIC_LIBS)"'
$(DRAW_HERE) $(BUILD)/tests/unit/test_emoji.o: CPPFLAGS += $(DRAW_CFLAGS)
$(DRAW_HERE): CFLAGS += -fPIC
$(GEN_OBJ) $(call objects,$(JY_SRC) $(CLI_SRC) $(DRAW_SRC) $(LETTERS_SRC) $(UNIT_SRC) $(FUZZ_SRC)): | $(GEN_HDR)

$(GEN)/%.o: $(GEN)/%.c
	$(call say,cc,$<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<
$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,cc,$<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -c -o $@ $<

# Appended, not replaced: two modules may have a file of the same name.
$(LIBRT): $(call objects,$(RT_SRC))
$(LIBJY): $(call objects,$(JY_SRC)) $(GEN_OBJ)
$(LIBRT) $(LIBJY):
	@mkdir -p $(@D) && rm -f $@
	$(call say,ar,$@)
	$(Q)$(AR) qcs $@ $^
$(GEN)/runtime.map: tools/exports.awk $(RT_HDR) $(BASE_HDR)
	@mkdir -p $(@D)
	$(Q)awk -v node=JOURNEY_RT_$(RT_ABI) -f tools/exports.awk $(RT_HDR) $(BASE_HDR) > $@
$(RT_SO): $(GEN)/runtime.map $(call objects,$(RT_SRC))
	$(call say,link,$@)
	$(Q)$(CC) $(LDFLAGS) -shared -Wl,-soname,$(@F) -Wl,-Bsymbolic -Wl,--no-undefined-version \
		-Wl,--version-script=$< -o $@ $(filter-out $<,$^) $(RT_LIBS)
$(BUILD)/include/journey/base/%.h: runtime/base/%.h
	@mkdir -p $(@D) && cp $< $@
$(BUILD)/include/journey/%.h: include/journey/%.h
	@mkdir -p $(@D) && cp $< $@
$(BUILD)/journey: $(call objects,$(CLI_SRC)) $(LIBJY) $(LIBRT) | $(GRAPH) $(DRAW) $(LETTERS) $(HEADERS)
	$(call say,link,$@)
	$(Q)$(CC) $(LDFLAGS) $(FIXED) -o $@ $^ $(RT_LIBS)
# Each has copies of its own of what it needs of the libraries, and shows its table alone. A function that is missing
# is found here, not by whoever loads the module; sanitizers bring theirs with the program.
DEFS := $(if $(filter debug release,$(MODE)),-Wl$(comma)-z$(comma)defs)
$(GRAPH): compiler/draw/gv_module.map $(GRAPH_OBJ) $(LIBJY) $(LIBRT)
	$(call say,link,$@)
	$(Q)$(CC) $(LDFLAGS) -shared $(DEFS) -Wl,-Bsymbolic -Wl,--version-script=$< -o $@ \
		$(filter-out $<,$^) $(GRAPH_LIBS) $(RT_LIBS)
$(DRAW): compiler/draw/module.map $(DRAW_OBJ) $(LIBJY) $(LIBRT)
	$(call say,link,$@)
	$(Q)$(CC) $(LDFLAGS) -shared $(DEFS) -Wl,-Bsymbolic -Wl,--version-script=$< -o $@ \
		$(filter-out $<,$^) $(DRAW_LIBS) $(RT_LIBS)

$(LETTERS): compiler/letters/module.map $(LETTERS_OBJ) $(LIBJY) $(LIBRT)
	$(call say,link,$@)
	$(Q)$(CC) $(LDFLAGS) -shared $(DEFS) -Wl,-Bsymbolic -Wl,--version-script=$< -o $@ \
		$(filter-out $<,$^) $(LETTERS_LIBS) -lm

# ---- tests -------------------------------------------------------------------------------

export ASAN_OPTIONS ?= abort_on_error=0:detect_stack_use_after_return=1
export UBSAN_OPTIONS ?= print_stacktrace=1
export TSAN_OPTIONS ?= halt_on_error=1
export LSAN_OPTIONS ?= suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0

.PHONY: check check-built accept asan cov fuzz fuzzers ledger-kill bench tsan
check:         ## build and run every test (MODE=debug; T=word runs those with it in their name)
	@tools/deps.sh run tests
	@$(MAKE) --no-print-directory MODE=$(MODE) check-built
check-built: $(PROGRAM) $(RT_SO) $(UNIT) $(REPLAYS)
	@BUILD=$(abspath $(BUILD)) tests/run.sh $(T)
accept: $(PROGRAM) ## write what the program says now into tests/golden (then read the diff)
	@BUILD=$(abspath $(BUILD)) tests/run.sh --accept $(T)
asan:          ## the whole suite under the address and undefined behaviour sanitizers
	@$(MAKE) --no-print-directory MODE=asan check
# What counts in several threads: words in the names of tests.
TSAN_TESTS := test_measure test_cover test_fates push progress working reader_agree rejects- counting-agrees
tsan:          ## the tests that count in several threads, under the thread sanitizer
	@$(MAKE) --no-print-directory MODE=tsan check T="$(TSAN_TESTS)"
cov:           ## test coverage by file, into $(BUILDROOT)/cov
	@$(MAKE) --no-print-directory MODE=cov check
	@tools/cov.sh $(BUILDROOT)/cov
fuzz:          ## fuzz each target for FUZZ_SECONDS=60 (clang; T=word picks targets)
	@$(MAKE) --no-print-directory MODE=fuzz fuzzers
	@tools/fuzz.sh $(BUILDROOT)/fuzz $(FUZZ_SECONDS) $(T)
fuzzers: $(FUZZERS)
ledger-kill: $(BUILD)/tests/unit/test_ledger_kill $(BUILD)/tests/unit/test_ledger_flip ## kill a ledger's writer 1,000 times, change each of its bytes
	@JOURNEY_LEDGER_KILLS=1000 $(BUILD)/tests/unit/test_ledger_kill
	@JOURNEY_LEDGER_FLIPS=1 $(BUILD)/tests/unit/test_ledger_flip
bench: $(PROGRAM) ## measure speed on made-up data, beside peers; writes docs/performance.md
	@tools/deps.sh bench
	@BUILD=$(abspath $(BUILD)) BENCH_PAGE=docs/performance.md bench/contacts/run.sh
	@BUILD=$(abspath $(BUILD)) bench/run.sh
	@BUILD=$(abspath $(BUILD)) BENCH_PAGE=docs/performance.md bench/render/run.sh

$(BUILD)/tests/unit/%: $(BUILD)/tests/unit/%.o $(LIBRT)
	$(call say,link,$@)
	$(Q)$(CC) $(LDFLAGS) $(FIXED) -o $@ $< $(call libs_for,tests/unit/$*.c) -lcmocka \
		$(call link_for,tests/unit/$*.c)
$(BUILD)/tests/fuzz/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(LIBRT)
	$(call say,link,$@)
	$(Q)$(CC) $(subst fuzzer-no-link,fuzzer,$(LDFLAGS)) -o $@ $< \
		$(call libs_for,tests/fuzz/fuzz_$*.c) $(call link_for,tests/fuzz/fuzz_$*.c)
$(BUILD)/tests/fuzz/replay_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/replay.o $(LIBRT)
	$(call say,link,$@)
	$(Q)$(CC) $(LDFLAGS) $(FIXED) -o $@ $(filter-out $(DRAW_HERE),$(filter %.o,$^)) \
		$(call libs_for,tests/fuzz/fuzz_$*.c) \
		$(call link_for,tests/fuzz/fuzz_$*.c)
$(patsubst %.c,$(BUILD)/%,$(JY_USERS)): $(LIBJY) $(DRAW_HERE)
$(patsubst tests/fuzz/fuzz_%.c,$(BUILD)/tests/fuzz/replay_%,$(JY_USERS)): $(LIBJY) $(DRAW_HERE)

# ---- the house ---------------------------------------------------------------------------

C_FILES = $(wildcard include/journey/*.h runtime/*/*.[ch] compiler/*/*.[ch] tests/*/*.[ch] \
            grammar/*.[ly])

concepts:      ## write docs/concepts.md anew from the tables of rules and concepts
	@awk -f tools/concepts.awk compiler/lint/rules.def compiler/lint/concepts.def >docs/concepts.md
manual:        ## write the tables and the grammar of docs/language.md and docs/sql.md anew
	@tools/manual.sh --write
	@tools/refusals.sh --write

tutorial: $(PROGRAM) ## write what the commands of docs/tutorial.md answer now, and its picture
	@BUILD=$(abspath $(BUILD)) tools/tutorial.sh --write

.PHONY: concepts manual tutorial demo tidy fmt fmt-check deps install uninstall fresh clean help
demo:          ## install what is missing, build, check, draw and judge an example
	@tools/deps.sh run
	@$(MAKE) --no-print-directory MODE=$(MODE) all
	@BUILD=$(abspath $(BUILD)) tools/demo.sh
tidy:          ## layering, lengths, banned calls, links: one line a finding
	@sh tools/tidy.sh
fmt:           ## lay out the C by .clang-format and fill its comments
	@tools/fmt.sh $(C_FILES)
fmt-check:     ## say where `make fmt` would change something
	@tools/fmt.sh --check $(C_FILES)
deps:          ## install the Debian packages that build and tests need
	@tools/deps.sh run tests
fresh:         ## prove the two commands of the README on a clean Debian 12 (root, network)
	@tools/fresh-debian.sh

D := $(DESTDIR)$(PREFIX)
install: all   ## program, runtime library, headers, examples under DESTDIR and PREFIX
	install -d $(D)/bin $(D)/lib/pkgconfig $(D)/lib/journey $(D)/include/journey/base $(D)/share/doc/journey
	$(if $(PROGRAM),install -m 755 $(PROGRAM) $(D)/bin/journey)
	install -m 644 $(GRAPH) $(DRAW) $(LETTERS) $(D)/lib/journey/
	install -m 644 $(LIBRT) $(LIBJY) $(D)/lib/
	install -m 644 $(RT_SO) $(D)/lib/
	ln -sf $(notdir $(RT_SO)) $(D)/lib/libjourney_rt.so
	install -m 644 $(RT_HDR) $(RUN_HDR) $(D)/include/journey/
	install -m 644 $(BASE_HDR) $(D)/include/journey/base/
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' journey.pc.in > $(D)/lib/pkgconfig/journey.pc
	sed 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' journey-compiler.pc.in > $(D)/lib/pkgconfig/journey-compiler.pc
	cp -R LICENSE $(wildcard README.md docs examples) $(D)/share/doc/journey/
uninstall:     ## take away what install put there
	rm -rf $(D)/bin/journey $(D)/lib/journey $(D)/lib/libjourney_rt.* $(D)/lib/libjourney.a \
		$(D)/include/journey $(D)/lib/pkgconfig/journey.pc $(D)/lib/pkgconfig/journey-compiler.pc $(D)/share/doc/journey
clean:         ## remove every build
	rm -rf $(BUILDROOT)
help:          ## this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/\1\t\2/p' Makefile | expand -t 12

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
