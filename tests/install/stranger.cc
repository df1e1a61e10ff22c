// A caller in C++: feeds the runtime values through the push interface and reads a count back. It
// fails when the installed headers are not C++ or the library does not link to it.
#include <cstdint>
#include <cstdio>
#include <iterator>

#include <journey/push.h>

namespace {

// One source of one column, counted by month.
struct Plan {
	jrt_column column{};
	jrt_step step{};
	jrt_source source{};
	jb_text zone = JB_TEXT("UTC");
	jrt_period_spec periods{};
	jrt_scope scope{};
	jrt_part part{};
	jrt_metric metric{};
	jrt_meter meter{};
	jrt_plan plan{};

	Plan()
	{
		column.name = column.header = JB_TEXT("at");
		column.type = JRT_INSTANT;
		column.scale_num = column.scale_den = 1;
		column.needed = true;
		step.op = JRT_OP_COLUMN;
		step.type = JRT_INSTANT;
		source.name = JB_TEXT("calls");
		source.separator = ',';
		source.decimal_point = '.';
		source.column = &column;
		source.column_count = 1;
		source.main.step = &step;
		source.main.count = 1;
		source.stop = source.owned = source.latest = JRT_NONE;
		source.tolerated = -1;
		periods.unit = JRT_MONTH;
		periods.first_month = periods.first_day = 1;
		scope.name = JB_TEXT("all");
		part.kind = JRT_PART_COUNT;
		part.among = JRT_NONE;
		metric.name = JB_TEXT("calls");
		metric.part = &part;
		metric.part_count = 1;
		meter.mask = JRT_NONE;
		meter.asked = true;
		plan.source = &source;
		plan.source_count = 1;
		plan.zone = &zone;
		plan.zone_count = 1;
		plan.periods = &periods;
		plan.periods_count = 1;
		plan.scope = &scope;
		plan.scope_count = 1;
		plan.metric = &metric;
		plan.metric_count = 1;
		plan.meter = &meter;
		plan.meter_count = 1;
	}
};

class Arena {
public:
	Arena() { jb_arena_init(&arena, nullptr); }
	~Arena() { jb_arena_release(&arena); }
	Arena(const Arena &) = delete;
	Arena &operator=(const Arena &) = delete;
	operator jb_arena *() { return &arena; }

private:
	jb_arena arena;
};

bool count(jb_arena *arena, std::uint64_t *rows)
{
	const Plan plan;
	const jb_text name = JB_TEXT("at");
	const std::int64_t at[] = {0, 1000000, INT64_C(2678400000000)};
	jrt_push_source calls{};
	jrt_push_column column{};
	jrt_measured measured{};
	jrt_input input{};
	jrt_push *push = nullptr;
	jb_text why{};

	calls.source = JB_TEXT("calls");
	calls.kind = JRT_PUSH_COLUMNS;
	calls.field = &name;
	calls.field_count = 1;
	column.value = at;
	if (jrt_push_open(&plan.plan, &input, &calls, 1, arena, &push, &why) != JB_OK)
		return false;
	jrt_push_columns(push, 0, &column, std::size(at));
	if (jrt_push_end(push, &measured, &why) != JB_OK || measured.cell_count != 2)
		return false;
	*rows = measured.cell[0].part[0].n + measured.cell[1].part[0].n;
	return true;
}

} // namespace

int main()
{
	Arena arena;
	std::uint64_t rows = 0;

	if (!count(arena, &rows) || rows != 3)
		return 1;
	std::printf("%llu rows\n", static_cast<unsigned long long>(rows));
	return 0;
}
