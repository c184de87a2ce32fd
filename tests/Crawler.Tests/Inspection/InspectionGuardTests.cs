using Catalogue.Crawler.Inspection;
using Catalogue.Crawler.Model;

namespace Catalogue.Crawler.Tests.Inspection;

/// <summary>The guard ends an inspection at the first limit, and counts no time that we ourselves made a server wait.</summary>
public sealed class InspectionGuardTests
{
    [Fact]
    public void The_first_fault_wins_and_ends_everything()
    {
        using var guard = new InspectionGuard(new InspectionLimits { MaxTotalBytes = 10 }, TimeSpan.FromMinutes(1), TimeProvider.System, CancellationToken.None);

        Should.Throw<InspectionFaultException>(() => guard.CountBytes(11));
        guard.Fail(Outcome.ProtocolError, "Later.");

        guard.Fault.ShouldNotBeNull().Outcome.ShouldBe(Outcome.TooLarge);
        guard.TimeIsUp.ShouldBeFalse();
    }

    [Fact]
    public void Waiting_for_a_turn_at_a_host_is_not_the_servers_time()
    {
        var clock = new ManualClock();
        using var guard = new InspectionGuard(new InspectionLimits(), TimeSpan.FromSeconds(30), clock, CancellationToken.None);

        clock.Advance(TimeSpan.FromSeconds(10));
        guard.Wait(begins: true);
        clock.Advance(TimeSpan.FromHours(1));
        guard.TimeIsUp.ShouldBeFalse();
        guard.Wait(begins: false);
        clock.Advance(TimeSpan.FromSeconds(19));
        guard.TimeIsUp.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(2));

        guard.TimeIsUp.ShouldBeTrue();
    }

    private sealed class ManualClock : TimeProvider
    {
        private readonly List<ManualTimer> _timers = [];
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time)
        {
            _now += time.Ticks;
            foreach (var timer in _timers) timer.Check();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = new ManualTimer(this, () => callback(state));
            timer.Change(dueTime, period);
            _timers.Add(timer);
            return timer;
        }

        private sealed class ManualTimer(ManualClock clock, Action callback) : ITimer
        {
            private long _due = long.MaxValue;

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                _due = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : clock._now + dueTime.Ticks;
                return true;
            }

            public void Check()
            {
                if (clock._now < _due) return;
                _due = long.MaxValue;
                callback();
            }

            public void Dispose() => _due = long.MaxValue;

            public ValueTask DisposeAsync()
            {
                Dispose();
                return ValueTask.CompletedTask;
            }
        }
    }
}
