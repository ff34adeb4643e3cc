namespace Kith.TryIt;

/// <summary>A believable week of the demo's insurer. Who reads it top to bottom meets everybody.</summary>
static class DemoWeek
{
    const double Hour = 60, Day = 24 * Hour;

    public static void Tell(DemoPen pen)
    {
        Nomsa(pen);
        NomsaAgain(pen);
        Amina(pen);
        Sipho(pen);
        Johan(pen);
        Lerato(pen);
        Thabo(pen);
        EarlierThisWeek(pen);
        WhatLiesBehind(pen);
    }

    /// <summary>The story of the demo: an offer by SMS, questions in the chat, one conversation; and a claim at the same time.</summary>
    static void Nomsa(DemoPen pen)
    {
        var nomsa = pen.Meet("Nomsa Ndlovu", 420, ("policy", "MM-204-118"), ("branch", "Rosebank"));
        var phone = pen.Phone(nomsa, "+27825554417");
        pen.Email(nomsa, "nomsa@example.org");
        var chat = pen.Chat(nomsa, isProven: true);

        var roof = pen.Open(nomsa, "Roof after the storm", "Claims", "Ada", 2 * Day + 3 * Hour);
        pen.Says(roof, phone, 2 * Day + 3 * Hour, "Good morning, the storm took part of our roof last night. What do I need to do?");
        pen.Answers(roof, phone, "Ada", 2 * Day + 2.6 * Hour, "I am sorry to hear that, Nomsa. Is everybody safe? Please cover the hole if you can, and send us three photos: the roof from the street, the damage close up, and the room below.");
        pen.Says(roof, phone, 2 * Day + 2.2 * Hour, "We are all fine, thank you. I will take them when my brother is here with the ladder.");
        pen.Notes(roof, "Ada", 2 * Day + 2 * Hour, "Policy MM-204-118 covers storm damage, excess R1 500. The assessor is in Rosebank on Thursday, I have asked him to keep the morning.");
        pen.Answers(roof, phone, "Ada", 1 * Day + 4 * Hour, "The assessor can be with you on Thursday between 9 and 11. Does that suit you?");

        var cover = pen.Open(nomsa, "Funeral cover for my mother", "Care", "Rosa", 96);
        pen.Answers(cover, phone, "Rosa", 96, "Hi Nomsa, as a home customer you can add funeral cover for R39 a month. Would you like to know more?");
        pen.Says(cover, phone, 88, "Yes please. I have some questions, can we chat?");
        var link = pen.Answers(cover, phone, "Rosa", 85, "Of course. Here we can go on, it stays one conversation: tap the link and ask away.");
        pen.GoesOn(cover, chat, link, 83);
        pen.Says(cover, chat, 81, "Does it cover my mother too? She is 71 and lives with us.");
        pen.Answers(cover, chat, "Rosa", 79, "Yes: parents up to 74 who live with you are included. I’ll send you the policy document by email, so you have it for your records.");
        pen.Notes(cover, "Rosa", 78, "Asked Pricing: the R39 holds for up to two parents. Nothing to re-rate.");
        pen.Says(cover, chat, 34, "And if I move house in March, does the cover come along?");
        pen.Promised(cover, 14, "first working hour");

        pen.Says(roof, phone, 9, "Thursday is good. The photos are ready, where can I send them?");
        pen.Promised(roof, 47, "next answer within the hour");
    }

    /// <summary>The same woman from another phone: nobody said so yet, but the facts agree.</summary>
    static void NomsaAgain(DemoPen pen)
    {
        var again = pen.Meet("N. Ndlovu", 12, ("policy", "MM-204-118"));
        var chat = pen.Chat(again);
        pen.Claim(again, "phone", "+27825554417", "in the chat");
        pen.Claim(again, "email", "nomsa@example.org", "in the chat");
        var question = pen.Open(again, "Where is my tax certificate", "Accounts", "Omar", 3 * Day + 5 * Hour);
        pen.Says(question, chat, 3 * Day + 5 * Hour, "Hello, I need the tax certificate for policy MM-204-118. My number is 082 555 4417.");
        pen.Answers(question, chat, "Omar", 3 * Day + 4.5 * Hour, "Good day. The certificates for this year are ready on the 28th. I will send yours the same morning.");
        pen.Says(question, chat, 3 * Day + 4.4 * Hour, "Thank you, that is soon enough.");
        pen.Snoozes(question, 6 * Day);
    }

    /// <summary>Whoever tries the demo answers as Amina: she has just had the offer.</summary>
    static void Amina(DemoPen pen)
    {
        var amina = pen.Meet("Amina Farouk", 300, ("policy", "MM-311-902"), ("branch", "Sandton"));
        var phone = pen.Phone(amina, "+27715552093");
        var mail = pen.Email(amina, "amina@example.org");
        var locks = pen.Open(amina, "New locks after the burglary", "Claims", "Ada", 9 * Day);
        var whatsApp = pen.WhatsApp(amina, "+27715552093", 9 * Day - 95);
        pen.Says(locks, whatsApp, 9 * Day, "Hello, somebody broke our kitchen door at night. Do you pay for new locks?");
        pen.Answers(locks, whatsApp, "Ada", 9 * Day - 14, "I am sorry, Amina. Yes: up to R4 000 for doors and locks. Is everybody well?");
        pen.Says(locks, whatsApp, 9 * Day - 31, "We slept through it. The locksmith comes at two.");
        pen.Answers(locks, whatsApp, "Ada", 9 * Day - 40, "Good. Send me a photo of his invoice, right here, and I pay it the same day.");
        pen.Says(locks, whatsApp, 9 * Day - 95, "I will, thank you Ada.");
        pen.Closes(locks, "Ada", 9 * Day - 110);

        var address = pen.Open(amina, "New address", "Care", "Rosa", 4 * Day);
        pen.Says(address, phone, 4 * Day, "Hi, we moved to 14 Bree Street, Parkmore. Please change it on my policy.");
        pen.Answers(address, phone, "Rosa", 4 * Day - 22, "Done, Amina. Your premium stays the same. Enjoy the new home.");
        pen.Answers(address, mail, "Rosa", 4 * Day - 24, "Dear Amina,\n\nwe have changed the address on policy MM-311-902 to 14 Bree Street, Parkmore. Your premium stays the same, and your cover goes on without a gap.\n\nKind regards\nRosa", subject: "Your new address");
        pen.Says(address, phone, 4 * Day - 30, "That was quick, thanks.");
        pen.Closes(address, "Rosa", 4 * Day - 40);

        var offer = pen.Open(amina, "Offer: funeral cover", "Care", "Rosa", 12);
        pen.Answers(offer, phone, "Rosa", 12, "Hi Amina, as a home customer you can add funeral cover for R39 a month. Would you like to know more?");
        pen.Waits(offer, 2 * Day);
    }

    static void Sipho(DemoPen pen)
    {
        var sipho = pen.Meet("Sipho Maseko", 800, ("policy", "MM-118-440"), ("branch", "Rosebank"));
        var phone = pen.Phone(sipho, "+27835551290");
        var payout = pen.Open(sipho, "Payout for the geyser", "Accounts", "Omar", 26 * Hour);
        pen.Says(payout, phone, 26 * Hour, "My geyser claim was approved last week but the money is not in my account.");
        pen.Answers(payout, phone, "Omar", 25 * Hour, "I see the approval, Sipho. The payment ran on Friday; banks take up to two working days. I look again this afternoon.");
        pen.Notes(payout, "Omar", 24.5 * Hour, "The bank returned it: account number one digit short. Asked Claims for the form.");
        pen.Says(payout, phone, 71, "Still nothing, and my landlord is asking. When will it be there?");
        pen.Promised(payout, -6, "next answer within the hour");
    }

    static void Johan(DemoPen pen)
    {
        var johan = pen.Meet("Johan Pretorius", 1500, ("policy", "MM-077-205"), ("branch", "Sandton"));
        var phone = pen.Phone(johan, "+27845556631");
        var debit = pen.Open(johan, "Debited twice", "Accounts", "Omar", 7 * Hour);
        pen.Says(debit, phone, 7 * Hour, "You took R1 240 twice this month. Please pay one back.");
        pen.Answers(debit, phone, "Omar", 6.6 * Hour, "You are right, Johan, and I am sorry. The second one is on its way back to you and is there by tomorrow evening. May I see a photo of the bank's line, so that it does not happen again?");
        pen.Waits(debit, 26 * Hour);
    }

    static void Lerato(DemoPen pen)
    {
        var lerato = pen.Meet("Lerato Khumalo", 30, ("branch", "Sandton"));
        var chat = pen.Chat(lerato);
        pen.Email(lerato, "lerato@khumalo-logistics.example");
        var fleet = pen.Open(lerato, "Cover for nine delivery vans", "Sandton branch", null, 52);
        pen.Says(fleet, chat, 52, "Hi, we run nine delivery vans in Sandton and want to leave our insurer at the end of the month. What do you need for a quote?");
        pen.Says(fleet, chat, 51, "Two of the drivers are under 25, if that matters.");
        pen.Promised(fleet, 22, "first answer within the hour");
    }

    static void Thabo(DemoPen pen)
    {
        var thabo = pen.Meet("Thabo Vilakazi", 610, ("policy", "MM-256-031"), ("branch", "Rosebank"));
        var phone = pen.Phone(thabo, "+27795558874");
        var bumper = pen.Open(thabo, "Bumper in the parking garage", "Claims", "Ada", 5 * Day);
        pen.Says(bumper, phone, 5 * Day, "Someone drove into my parked car at the Zone. The guard has the number plate.");
        pen.Answers(bumper, phone, "Ada", 5 * Day - 35, "Good that you asked the guard. With the plate we talk to their insurer and you pay no excess. The panel beater in Parkhurst has you down for Monday at 8.");
        pen.Says(bumper, phone, 5 * Day - 50, "Perfect. I will drop it on my way to work.");
        pen.Snoozes(bumper, 2 * Day);

        var driver = pen.Open(thabo, "My son as a driver", "Rosebank branch", "Rosa", 3 * Hour);
        pen.Says(driver, phone, 3 * Hour, "My son got his licence. What does it cost to add him?");
        pen.Answers(driver, phone, "Rosa", 2.7 * Hour, "Congratulations to him. How old is he, and how many kilometres will he drive in a month?");
        pen.Says(driver, phone, 2.1 * Hour, "19, maybe 300 km. Mostly to college.");
        pen.Promised(driver, 95, "two quotes to compare");
    }

    static void EarlierThisWeek(DemoPen pen)
    {
        (string Name, string Phone, string Title, string Department, string By, string Asks, string Answer)[] week =
        [
            ("Palesa Mokoena", "+27725550147", "Cancel the gym cover", "Care", "Rosa", "Please stop the gym cover, I do not go any more.", "Stopped as of today, Palesa. What you paid for this month comes back on Friday."),
            ("Pieter van Wyk", "+27825550831", "Windscreen", "Claims", "Ada", "A stone hit my windscreen on the N1. Where do I go?", "Any glass fitter on our list, without an excess. The nearest to you is in Randburg, they have you down for two o'clock."),
            ("Fatima Patel", "+27735550266", "Bank details", "Accounts", "Omar", "I changed banks. How do I give you the new account?", "Answer with a photo of the bank's letter and it is done before the next debit order."),
            ("Kabelo Dlamini", "+27745550912", "Opening hours on Saturday", "Rosebank branch", "Rosa", "Is the Rosebank branch open on Saturday?", "Yes, from 9 to 13. Bring your ID and we do it on the spot."),
            ("Annelie Smit", "+27835550375", "Proof of insurance", "Care", "Rosa", "The bank wants proof of insurance for our bond, today.", "It is in your mail, Annelie. The bank takes this form; tell me if they want it stamped."),
        ];
        foreach (var (at, one) in week.Index())
        {
            var minutes = (at + 1.4) * Day;
            var who = pen.Meet(one.Name, 400 + at * 37);
            var phone = pen.Phone(who, one.Phone);
            var kase = pen.Open(who, one.Title, one.Department, one.By, minutes);
            pen.Says(kase, phone, minutes, one.Asks);
            pen.Answers(kase, phone, one.By, minutes - 18, one.Answer);
            pen.Says(kase, phone, minutes - 24, "Thank you.");
            pen.Closes(kase, one.By, minutes - 27);
        }
    }
    /// <summary>What several of them spoke of, gathered for those who can change it.</summary>
    static void WhatLiesBehind(DemoPen pen)
    {
        pen.Gathers("An account number one digit short goes unnoticed", "The form takes account numbers of any length, and the bank sends the money back a week later. Product design puts a check into the form.",
            CauseState.BeingFixed, "Accounts", "Omar", 20 * Hour, "Payout for the geyser", "Bank details");
        pen.Gathers("Nobody knows where to send photos", "Neither the letter about a claim nor the page says it. Until then: answer with the three photos that help most.",
            CauseState.Confirmed, "Claims", "Ada", 5 * Hour, "Roof after the storm", "New locks after the burglary");
        pen.Asks("Payout for the geyser", "Omar", "Claims", 24.4 * Hour, "Is the form with the new account number signed?", ("Ada", 22 * Hour, "It is, since yesterday at noon. The number ends in 4471, and the branch has seen the card."));
        pen.Asks("New locks after the burglary", "Ada", "Accounts", 40, "Was the June premium paid before the 14th? The cover hangs on it.", dueInMinutes: 95);
        pen.Gathers("The page does not say when branches open on Saturday", "Heard at the counter as well.", CauseState.Heard, "Rosebank branch", "Rosa", 2 * Hour, "Opening hours on Saturday");
    }
}
