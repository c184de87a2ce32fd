using Catalogue.Crawler.Storage;

namespace Catalogue.Crawler.Tests.Storage;

public sealed class RecheckScheduleTests
{
    private readonly RecheckSchedule _schedule = new();

    [Fact]
    public void A_server_that_stays_the_same_is_asked_ever_more_seldom_up_to_a_bound()
    {
        var wait = TimeSpan.Zero;
        var waits = Enumerable.Range(0, 20).Select(_ => wait = _schedule.AfterAnswer(wait, changed: false)).ToList();
        waits[0].ShouldBe(_schedule.First);
        waits.ShouldBeInOrder(SortDirection.Ascending);
        waits[^1].ShouldBe(_schedule.Longest);
    }

    [Fact]
    public void A_server_that_changes_is_asked_more_often_down_to_a_bound()
    {
        var wait = _schedule.Longest;
        for (var i = 0; i < 20; i++) wait = _schedule.AfterAnswer(wait, changed: true);
        wait.ShouldBe(_schedule.Shortest);
    }

    [Fact]
    public void Failures_back_off_up_to_a_bound()
    {
        _schedule.AfterFailures(1).ShouldBe(_schedule.AfterFailure);
        _schedule.AfterFailures(2).ShouldBe(_schedule.AfterFailure * 2);
        _schedule.AfterFailures(1_000_000).ShouldBe(_schedule.LongestAfterFailure);
    }

    [Fact]
    public void Servers_are_spread_by_up_to_a_tenth()
    {
        var spread = Enumerable.Range(1, 1000).Select(id => RecheckSchedule.Spread(TimeSpan.FromHours(10), id)).ToList();
        spread.ShouldAllBe(time => time >= TimeSpan.FromHours(9) && time <= TimeSpan.FromHours(11));
        spread.Distinct().Count().ShouldBeGreaterThan(900);
    }

    [Fact]
    public void Times_that_make_no_sense_are_named() => (_schedule with { Longest = TimeSpan.FromHours(1) }).Check()!.ShouldContain("must grow");
}
