using RevenueBot.Reports;
using RevenueBot.Reports.Subscribing;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Reports.Subscribing;

public sealed class DigestTextTests
{
    [Theory]
    [InlineData("", "List { }")]
    [InlineData("list", "List { }")]
    [InlineData("preview", "Preview { Kind = Daily }")]
    [InlineData("preview the weekly report", "Preview { Kind = Weekly }")]
    [InlineData("monthly", "Preview { Kind = Monthly }")]
    [InlineData("subscribe daily", "Subscribe { Kind = Daily, Place = , Time = , Day = , DayOfMonth = , Zone =  }")]
    [InlineData("subscribe daily at 8:00", "Subscribe { Kind = Daily, Place = , Time = 08:00, Day = , DayOfMonth = , Zone =  }")]
    [InlineData("subscribe me to the daily report at 5:30pm", "Subscribe { Kind = Daily, Place = , Time = 17:30, Day = , DayOfMonth = , Zone =  }")]
    [InlineData("subscribe weekly on Mondays at 9am in Europe/Berlin", "Subscribe { Kind = Weekly, Place = , Time = 09:00, Day = Monday, DayOfMonth = , Zone = Europe/Berlin }")]
    [InlineData("subscribe weekly fri <#C0EXEC|exec>", "Subscribe { Kind = Weekly, Place = <#C0EXEC|exec>, Time = , Day = Friday, DayOfMonth = , Zone =  }")]
    [InlineData("subscribe monthly on the 2nd Priya@Larkspur.example", "Subscribe { Kind = Monthly, Place = priya@larkspur.example, Time = , Day = , DayOfMonth = 2, Zone =  }")]
    [InlineData("subscribe daily teams:19:rev@thread.tacv2", "Subscribe { Kind = Daily, Place = teams:19:rev@thread.tacv2, Time = , Day = , DayOfMonth = , Zone =  }")]
    [InlineData("pause daily/slack:C0EXEC", "Pause { Id = daily/slack:C0EXEC }")]
    [InlineData("resume sub_1", "Resume { Id = sub_1 }")]
    [InlineData("unsubscribe sub_1", "Stop { Id = sub_1 }")]
    public void What_is_wanted_is_read(string text, string wish) => System.Text.RegularExpressions.Regex.Replace(DigestText.Read(text).ToString()!, @"\d\d:\d\d(:00)?( [AP]M)?", match => TimeOnly.Parse(match.Value).ToString("HH:mm")).ShouldBe(wish);

    [Theory]
    [InlineData("subscribe", "Which report: daily, weekly or monthly?")]
    [InlineData("subscribe daily on Monday", "A day of the week is for the weekly report")]
    [InlineData("subscribe weekly on the 3rd", "A day of the month is for the monthly report")]
    [InlineData("subscribe monthly on the 31st", "I do not read “31st” there.")]
    [InlineData("subscribe daily at 25:00", "I do not read “25:00” there.")]
    [InlineData("subscribe daily here", "Write “here” in a channel")]
    [InlineData("subscribe daily a@b\r\nBcc:x", "I do not read")]
    [InlineData("pause", "Which one? Write /digest pause with the id from /digest.")]
    [InlineData("explode", "Write /digest alone")]
    public void What_is_not_understood_is_said_with_what_to_write(string text, string sentence) => DigestText.Read(text).ShouldBeOfType<DigestWish.Wrong>().Sentence.ShouldStartWith(sentence);
}
