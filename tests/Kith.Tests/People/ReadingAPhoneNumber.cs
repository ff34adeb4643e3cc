using Kith.People;

namespace Kith.Tests.People;

public class ReadingAPhoneNumber
{
    const string Nomsa = "+27825554417";

    [Theory]
    [InlineData("+27 82 555 4417")]
    [InlineData("082 555 4417")]
    [InlineData("082-555-4417")]
    [InlineData("(082) 555.4417")]
    [InlineData("0027 82 555 4417")]
    [InlineData("27825554417")]
    [InlineData("+27 (0)82 555 4417")]
    [InlineData("tel:+27-82-555-4417")]
    [InlineData("tel:082-555-4417;phone-context=+27")]
    [InlineData("whatsapp:+27825554417")]
    [InlineData("Nomsa: 082 555 4417 (evenings)")]
    [InlineData("\u202A+27\u00A082\u202F555\u20094417\u202C")]
    [InlineData("\uFF0B\uFF12\uFF17\uFF18\uFF12\uFF15\uFF15\uFF15\uFF14\uFF14\uFF11\uFF17")]
    [InlineData("\u0660\u0668\u0662 \u0665\u0665\u0665 \u0664\u0664\u0661\u0667")]
    [InlineData("\u0966\u096E\u0968 \u096B\u096B\u096B \u096A\u096A\u0967\u096D")]
    public void finds_nomsa_however_she_writes_it(string written) => Assert.Equal(Nomsa, Read(written).E164);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("+")]
    [InlineData("no+")]
    [InlineData("call me")]
    [InlineData("10111")]
    [InlineData("+999 555 4417")]
    [InlineData("+27 21 555 123")]
    [InlineData("+27 21 555 12345")]
    [InlineData("+27\082 555 4417")]
    [InlineData("082 555 4417\n021 555 1234")]
    [InlineData("082\uD83D555 4417")]
    [InlineData("MARULA")]
    public void refuses_what_no_plan_gives_out(string? written) => Assert.False(PhoneNumber.TryParse(written, "ZA", out _));

    [Fact]
    public void refuses_ten_kilobytes_at_once() => Assert.False(PhoneNumber.TryParse(new string('1', 10_240), "ZA", out _));

    [Theory]
    [InlineData("ZA", "0825554417", "+27825554417")]
    [InlineData("za", "0825554417", "+27825554417")]
    [InlineData("IT", "06 698 12345", "+390669812345")]
    [InlineData("AR", "011 15-2345-6789", "+5491123456789")]
    [InlineData("AR", "0343 15-555-1212", "+5493435551212")]
    [InlineData("BR", "0 15 11 96123-4567", "+5511961234567")]
    [InlineData("RU", "8 (800) 555-35-35", "+78005553535")]
    [InlineData("US", "213 373 4253", "+12133734253")]
    [InlineData("HU", "06 1 234 5678", "+3612345678")]
    public void reads_the_national_form_of_each_region(string region, string written, string e164) =>
        Assert.Equal(e164, Read(written, region).E164);

    [Fact]
    public void without_a_region_needs_the_international_form()
    {
        Assert.False(PhoneNumber.TryParse("082 555 4417", null, out _));
        Assert.False(PhoneNumber.TryParse("082 555 4417", "XX", out _));
        Assert.Equal("ZA", Read("+27 82 555 4417", null).Region);
    }

    [Theory]
    [InlineData("+52 1 55 1234 5678", "+525512345678")]
    [InlineData("+55 31 8888 7777", "+5531988887777")]
    public void brings_the_old_mobiles_that_messengers_still_send_up_to_date(string written, string e164) =>
        Assert.Equal(e164, Read(written).E164);

    [Theory]
    [InlineData("021 555 1234 ext. 12")]
    [InlineData("021 555 1234 x12")]
    [InlineData("+27 21 555 1234;ext=12")]
    public void keeps_an_extension_beside_the_number(string written)
    {
        var number = Read(written);
        Assert.Equal(("+27215551234", "12", "021 555 1234 ext. 12"), (number.E164, number.Extension, number.National));
    }

    [Fact]
    public void shows_it_as_people_at_home_and_abroad_write_it()
    {
        var number = Read(Nomsa);
        Assert.Equal(("082 555 4417", "+27 82 555 4417", "ZA"), (number.National, number.International, number.Region));
    }

    [Fact]
    public void tells_regions_of_one_calling_code_apart()
    {
        Assert.Equal("CA", Read("+1 604 234 5678").Region);
        Assert.Equal("JM", Read("+1 876 234 5678").Region);
        Assert.Equal("KZ", Read("+7 701 234 5678").Region);
        Assert.Null(Read("+800 1234 5678").Region);
    }

    [Fact]
    public void names_every_form_a_search_may_meet()
    {
        Assert.Equal(["+27825554417", "27825554417", "0027825554417", "0825554417", "825554417"], Read(Nomsa).Variants);
        Assert.Contains("+5215512345678", Read("+525512345678").Variants);
        Assert.Contains("+541123456789", Read("+5491123456789").Variants);
        Assert.Contains("0111523456789", Read("+5491123456789").Variants);
        Assert.Contains("+553188887777", Read("+5531988887777").Variants);
    }

    [Theory]
    [InlineData("+27825554417", "+27825554417")]
    [InlineData("0825554417", "+27825554417")]
    [InlineData("447911123456", "+447911123456")]
    [InlineData("+27990000001", "+27990000001")]
    public void from_a_network_believes_that_the_sender_exists(string reported, string e164)
    {
        Assert.True(PhoneNumber.TryFromNetwork(reported, "ZA", out var number));
        Assert.Equal(e164, number.E164);
    }

    [Theory]
    [InlineData("32123")]
    [InlineData("83123")]
    [InlineData("MARULA")]
    [InlineData("+2799")]
    [InlineData("")]
    [InlineData(null)]
    public void from_a_network_still_knows_a_short_code_and_a_name_from_a_number(string? reported) =>
        Assert.False(PhoneNumber.TryFromNetwork(reported, "ZA", out _));

    static PhoneNumber Read(string written, string? region = "ZA")
    {
        Assert.True(PhoneNumber.TryParse(written, region, out var number), written);
        return number;
    }
}
